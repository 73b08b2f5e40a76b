package dev.caravan.job;

import static dev.caravan.job.Jobs.aJob;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.caravan.support.RealRedis;
import dev.caravan.support.RedisConnections;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.dao.DataAccessException;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.data.redis.core.StringRedisTemplate;
import redis.embedded.RedisServer;

/** A server of its own, with its state on disk, that goes away in the middle of work. */
class RedisOutageTest {
    private static final Duration LEASE = Duration.ofSeconds(3);
    private static final int JOBS = 300;

    @TempDir
    private Path directory;

    private final int port = RealRedis.freePort();
    private final RedisLink link = new RedisLink();
    private final LettuceConnectionFactory connections = RedisConnections.to(port);
    private final JobQueue queue =
            new JobQueue(new StringRedisTemplate(connections), link, Duration.ofHours(1), Duration.ofDays(30));
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Queue<DataAccessException> wrong = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean stopped = new AtomicBoolean();
    private RedisServer server;

    @BeforeEach
    void start() throws Exception {
        server = RealRedis.server(port, directory);
        server.start();
    }

    @AfterEach
    void stop() throws Exception {
        stopped.set(true);
        threads.shutdownNow();
        connections.destroy();
        server.stop();
    }

    @Test
    void nothingIsLostOrDoneTwiceWhenRedisIsRestartedInTheMiddleOfWork() throws Exception {
        Map<String, AtomicInteger> completed = new ConcurrentHashMap<>();
        IntStream.range(0, JOBS).forEach(i -> queue.enqueue(aJob("job-" + i)));
        for (int worker = 0; worker < 3; worker++) {
            threads.execute(() -> work("convert", lease -> queue.move(lease, "verify", "{}")));
            threads.execute(() -> work("verify", lease -> {
                queue.complete(lease);
                completed.computeIfAbsent(lease.id(), id -> new AtomicInteger()).incrementAndGet();
            }));
        }

        await().until(() -> completed.size() > JOBS / 10);
        restart();
        await().until(() -> completed.size() > JOBS / 2);
        restart();

        await().atMost(Duration.ofSeconds(60)).until(() -> completed.size() == JOBS);
        assertThat(completed).allSatisfy((id, count) -> assertThat(count).hasValue(1));
        assertThat(queue.depths()).allMatch(depth -> depth.total() == 0);
        assertThat(wrong).isEmpty();
        assertThat(completed.keySet())
                .allMatch(id -> queue.get(id).orElseThrow().attempt() == 1);
        assertThat(link.availability().up()).isTrue();
    }

    @Test
    void aSettlementWaitsForRedisAndTheLinkTellsOfIt() throws Exception {
        queue.enqueue(aJob("a"));
        Lease lease = queue.claim("convert", "w", LEASE).orElseThrow();
        server.stop();
        assertThatThrownBy(() -> queue.enqueue(aJob("b"))).isInstanceOf(DataAccessException.class);
        assertThat(link.availability().up()).isFalse();
        assertThat(link.availability().error()).isNotBlank();
        assertThat(link.upFor()).isZero();

        AtomicBoolean settled = new AtomicBoolean();
        threads.execute(() -> {
            queue.complete(lease);
            settled.set(true);
        });
        await().during(Duration.ofMillis(300)).untilFalse(settled);
        start();

        await().untilTrue(settled);
        assertThat(queue.get("a").orElseThrow().state()).isEqualTo(JobState.COMPLETED);
        assertThat(link.availability().up()).isTrue();
    }

    @Test
    void aLivingWorkerKeepsItsJobAlthoughTheOutageWasLongerThanItsLease() throws Exception {
        Duration length = Duration.ofMillis(600);
        queue.enqueue(aJob("a"));
        LeasedRun run = new LeasedRun(queue.claim("convert", "w", length).orElseThrow(), FileJobLog.of(directory, "a"));
        JobQueue other = new JobQueue(
                new StringRedisTemplate(connections), new RedisLink(), Duration.ofHours(1), Duration.ofDays(30));
        LeaseKeeper keeper = new LeaseKeeper(queue, "convert", length, 5, Runnable::run);
        keeper.add(run);
        other.reapExpired("convert", length, 5);
        server.stop();
        await().pollDelay(length.multipliedBy(2)).until(() -> true);
        start();

        // The other process, which has not noticed anything, comes first.
        await().until(() -> answers(() -> other.reapExpired("convert", length, 5)));
        keeper.keep();
        assertThat(other.reapExpired("convert", length, 5)).isEqualTo(Reaped.NOTHING);

        queue.complete(run.lease());
        assertThat(run.cancelled()).isFalse();
    }

    @Test
    void aSettlementEndsWhenItsThreadIsInterrupted() throws Exception {
        queue.enqueue(aJob("a"));
        Lease lease = queue.claim("convert", "w", LEASE).orElseThrow();
        server.stop();
        AtomicBoolean ended = new AtomicBoolean();
        Thread settling = new Thread(() -> {
            assertThatThrownBy(() -> queue.complete(lease)).isInstanceOf(DataAccessException.class);
            ended.set(true);
        });
        settling.start();
        await().until(() -> !link.availability().up());

        settling.interrupt();

        await().untilTrue(ended);
    }

    private void restart() throws Exception {
        server.stop();
        await().until(() -> !link.availability().up());
        start();
    }

    private void work(String stage, java.util.function.Consumer<Lease> settlement) {
        String token = UUID.randomUUID().toString();
        while (!stopped.get()) {
            try {
                Optional<Lease> lease = queue.claim(stage, "w", LEASE, token, true);
                token = UUID.randomUUID().toString();
                lease.ifPresent(settlement);
            } catch (DataAccessException e) {
                if (!RedisFault.isAway(e) && !stopped.get()) {
                    wrong.add(e);
                }
            }
        }
    }

    private static boolean answers(Runnable call) {
        try {
            call.run();
            return true;
        } catch (DataAccessException e) {
            return false;
        }
    }
}
