package dev.caravan.job;

import static dev.caravan.job.Jobs.aJob;
import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.support.RealRedis;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Many threads at one Redis. */
@ExtendWith(RealRedis.class)
class JobRaceTest {
    private static final Duration LEASE = Duration.ofMinutes(1);
    private static final int THREADS = 16;
    private static final int JOBS = 1000;

    private final JobQueue queue =
            new JobQueue(RealRedis.template(), new RedisLink(), Duration.ofHours(1), Duration.ofDays(30));
    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    @Test
    void eachJobIsWorkedOnOnceAtEachStage() throws Exception {
        Map<String, AtomicInteger> converted = new ConcurrentHashMap<>();
        Map<String, AtomicInteger> verified = new ConcurrentHashMap<>();
        IntStream.range(0, JOBS).forEach(i -> queue.enqueue(aJob("job-" + i)));

        inAllThreads(() -> {
            drain("convert", converted, lease -> queue.move(lease, "verify", "{}"));
            drain("verify", verified, queue::complete);
            return null;
        });
        drain("verify", verified, queue::complete);

        assertThat(converted).hasSize(JOBS).allSatisfy((id, count) -> assertThat(count)
                .hasValue(1));
        assertThat(verified).hasSize(JOBS).allSatisfy((id, count) -> assertThat(count)
                .hasValue(1));
        assertThat(queue.depths()).allMatch(depth -> depth.total() == 0);
    }

    @Test
    void ofManyWhoSettleOneLeaseDifferentlyExactlyOneWins() throws Exception {
        for (int round = 0; round < 20; round++) {
            queue.enqueue(aJob("job-" + round));
            Lease lease = queue.claim("convert", "w", LEASE).orElseThrow();
            AtomicInteger turn = new AtomicInteger();

            List<Boolean> won = inAllThreads(() -> won(lease, turn.getAndIncrement()));

            assertThat(won).filteredOn(Boolean::booleanValue).hasSize(1);
        }
    }

    /** Each thread moves the job to a stage of its own. */
    private boolean won(Lease lease, int turn) {
        try {
            queue.move(lease, "stage-" + turn, "{}");
            return true;
        } catch (LeaseLostException e) {
            return false;
        }
    }

    private void drain(String stage, Map<String, AtomicInteger> counts, java.util.function.Consumer<Lease> settlement) {
        Optional<Lease> lease = queue.claim(stage, "w", LEASE);
        while (lease.isPresent()) {
            counts.computeIfAbsent(lease.get().id(), id -> new AtomicInteger()).incrementAndGet();
            settlement.accept(lease.get());
            lease = queue.claim(stage, "w", LEASE);
        }
    }

    private <T> List<T> inAllThreads(Callable<T> work) throws Exception {
        List<Future<T>> futures =
                IntStream.range(0, THREADS).mapToObj(i -> threads.submit(work)).toList();
        List<T> results = new java.util.ArrayList<>();
        for (Future<T> future : futures) {
            results.add(future.get());
        }
        return results;
    }
}
