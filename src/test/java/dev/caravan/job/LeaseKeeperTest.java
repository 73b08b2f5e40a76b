package dev.caravan.job;

import static dev.caravan.job.Jobs.aJob;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.caravan.support.LogLines;
import dev.caravan.support.RealRedis;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.data.redis.core.StringRedisTemplate;

/** Leases, runs and workers of which something is not as it should be. */
@ExtendWith(RealRedis.class)
class LeaseKeeperTest {
    private static final Duration LEASE = Duration.ofMillis(300);

    @TempDir
    private Path logs;

    private final StringRedisTemplate redis = RealRedis.template();
    private final JobQueue queue = new JobQueue(redis, new RedisLink(), Duration.ofHours(1), Duration.ofDays(30));
    private final LeaseKeeper another = new LeaseKeeper(queue, "verify", LEASE, 0, Runnable::run);

    @Test
    void theKeepersOfOtherStagesPutThemBack() {
        queue.enqueue(aJob("a"));
        queue.claim("convert", "dead", LEASE).orElseThrow();
        queue.reapExpired("convert", LEASE, 5);

        await().until(() -> {
            another.keep();
            return stateOf("a") == JobState.QUEUED;
        });

        assertThat(queue.depths()).containsExactly(new Depth("convert", 1, 0, 0));
    }

    @Test
    void withoutAnAttemptThatIsLeftTheyAreParkedAndThatIsSaid() {
        queue.enqueue(aJob("a"));
        queue.claim("convert", "dead", LEASE).orElseThrow();
        queue.reapExpired("convert", LEASE, 1);

        try (LogLines lines = LogLines.of(LeaseKeeper.class)) {
            await().until(() -> {
                another.keep();
                return stateOf("a") == JobState.FAILED;
            });
            assertThat(lines.lines())
                    .contains(
                            "job a is parked as FAILED, INFRASTRUCTURE: its worker died in 1 of 1 attempts at convert,"
                                    + " the last time dead; no attempt is left");
        }
    }

    @Test
    void aStageWhoseOwnKeeperComesIsLeftToIt() {
        queue.enqueue(aJob("a"));
        LeasedRun run = new LeasedRun(queue.claim("convert", "alive", LEASE).orElseThrow(), FileJobLog.of(logs, "a"));
        LeaseKeeper own = new LeaseKeeper(queue, "convert", LEASE, 0, Runnable::run);
        own.add(run);

        await().during(LEASE.multipliedBy(4)).pollInterval(LEASE.dividedBy(6)).until(() -> {
            own.keep();
            another.keep();
            return stateOf("a") == JobState.RUNNING;
        });
        queue.complete(run.lease());
    }

    @Test
    void afterATimeInWhichNobodyLookedTheStagesOwnKeepersGetALease() {
        queue.enqueue(aJob("a"));
        queue.claim("convert", "alive", LEASE).orElseThrow();
        redis.opsForZSet().add("leases:convert", "a", 1);
        redis.opsForHash().put("reaping:convert", "vacant", "1");
        redis.opsForHash().put("reaping:convert", "visited", "1");

        assertThat(queue.reapAbandoned(LEASE)).isEqualTo(Reaped.NOTHING);
        assertThat(stateOf("a")).isEqualTo(JobState.RUNNING);
    }

    @Test
    void aJobThatWasCancelledBetweenItsClaimAndItsRunEndsAtOnce() {
        queue.enqueue(aJob("a"));
        LeasedRun run = new LeasedRun(
                queue.claim("verify", "w", LEASE)
                        .or(() -> queue.claim("convert", "w", LEASE))
                        .orElseThrow(),
                FileJobLog.of(logs, "a"));
        new JobControl(redis, new RedisLink()).cancel("a", "too late");
        another.jobCancelled("a");

        another.add(run);

        assertThat(run.cancelled()).isTrue();
        assertThat(run.cancelReason()).isEqualTo("too late");
    }

    @Test
    void aRunWhoseTimeIsOverEndsBeforeItsLeaseIsToBeRenewed() {
        queue.enqueue(aJob("a").within(new Limits(Duration.ofMillis(50), 3)));
        LeasedRun run = new LeasedRun(
                queue.claim("convert", "w", Duration.ofMinutes(10)).orElseThrow(), FileJobLog.of(logs, "a"));
        LeaseKeeper own = new LeaseKeeper(queue, "convert", Duration.ofMinutes(10), 0, Runnable::run);
        own.add(run);

        await().until(() -> {
            own.keepTime();
            return run.timedOut();
        });
        assertThat(run.cancelReason()).isNull();
    }

    @Test
    void whatDoesNotMoveIsFound() {
        StaleJobs stale = new StaleJobs(redis, new RedisLink());
        queue.enqueue(aJob("silent"));
        queue.claim("convert", "w", LEASE).orElseThrow();
        queue.reapExpired("convert", LEASE, 5);
        queue.enqueue(aJob("waits").within(new Limits(Duration.ofMillis(1), 3)));
        queue.enqueue(aJob("patient"));

        await().until(() -> stale.find(10).size() == 2);
        assertThat(stale.find(10)).extracting(StaleJob::id).containsExactly("silent", "waits");
        assertThat(stale.find(10))
                .extracting(StaleJob::kind)
                .containsExactly(StaleJob.Kind.SILENT, StaleJob.Kind.WAITING);
        assertThat(stale.find(10).get(1).explanation()).contains("no worker takes jobs there");
        assertThat(stale.find(1)).hasSize(1);

        new WorkerRegistry(redis, new RedisLink())
                .begin(new WorkerReport("here", "convert", 1, WorkerState.RUNNING, List.of(), Duration.ofMinutes(1)));
        assertThat(stale.find(10).get(1).explanation()).contains("have been busy with others");
    }

    @Test
    void aWorkerThatIsSilentIsLostAndIsToldNothing() {
        Workers workers = new Workers(redis, new RedisLink());
        new WorkerRegistry(redis, new RedisLink())
                .begin(new WorkerReport("here", "convert", 1, WorkerState.RUNNING, List.of("a"), Duration.ofMillis(1)));

        await().until(() -> workers.get("here:convert").orElseThrow().state() == WorkerState.LOST);
        assertThat(workers.tell("*", WorkerCommand.STOP)).isEmpty();
        assertThat(workers.get("here:convert").orElseThrow().jobs()).containsExactly("a");
    }

    private JobState stateOf(String id) {
        return queue.get(id).orElseThrow().state();
    }
}
