package dev.caravan.component;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.caravan.job.Depth;
import dev.caravan.job.JobRun;
import dev.caravan.support.RealRedis;
import dev.caravan.support.RedisConnections;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.data.redis.core.StringRedisTemplate;
import redis.embedded.RedisServer;

/** Two instances whose Redis is away for longer than their leases, while each of them has a job in its hands. */
class JobsOutageTest {
    private static final int JOBS = 100;

    @TempDir
    private Path directory;

    private final int port = RealRedis.freePort();
    private final LettuceConnectionFactory one = RedisConnections.to(port);
    private final LettuceConnectionFactory two = RedisConnections.to(port);
    private final Map<String, AtomicInteger> attempts = new ConcurrentHashMap<>();
    private final CountDownLatch finish = new CountDownLatch(1);
    private RedisServer server;

    @BeforeEach
    void start() throws Exception {
        server = RealRedis.server(port, directory);
        server.start();
    }

    @AfterEach
    void stop() throws Exception {
        one.destroy();
        two.destroy();
        server.stop();
    }

    @Test
    void eachJobIsWorkedOnOnceAtEachStage() throws Exception {
        try (Instance first = instance(one);
                Instance second = instance(two)) {
            IntStream.range(0, JOBS).forEach(i -> first.send("convert", "word-" + i));
            await().until(() -> attempts.size() >= 2);

            server.stop();
            await().until(() -> !first.queue.link().availability().up()
                    && !second.queue.link().availability().up());
            finish.countDown();
            await().pollDelay(Instance.SETTINGS.lease().multipliedBy(2))
                    .atMost(Duration.ofSeconds(20))
                    .until(() -> true);
            start();

            await().atMost(Duration.ofSeconds(60))
                    .ignoreExceptions()
                    .until(() -> first.queue.depths().stream()
                                    .mapToLong(Depth::total)
                                    .sum()
                            == 0);
            assertThat(first.failed()).isEmpty();
        }
        assertThat(attempts).hasSize(2 * JOBS).allSatisfy((work, count) -> assertThat(count)
                .hasValue(1));
    }

    private Instance instance(LettuceConnectionFactory connections) throws Exception {
        return Instance.on(new StringRedisTemplate(connections), directory)
                .with(new RouteBuilder() {
                    @Override
                    public void configure() {
                        from("jobs:convert").process(JobsOutageTest.this::work).to("jobs:verify");
                        from("jobs:verify").process(JobsOutageTest.this::work);
                    }
                })
                .start();
    }

    private void work(Exchange exchange) throws InterruptedException {
        JobRun run = exchange.getProperty(JobRun.PROPERTY, JobRun.class);
        attempts.computeIfAbsent(run.id() + " at " + run.stage(), work -> new AtomicInteger())
                .incrementAndGet();
        finish.await();
    }
}
