package dev.caravan.job;

import static dev.caravan.job.Jobs.NETWORK_DOWN;
import static dev.caravan.job.Jobs.RECORD;
import static dev.caravan.job.Jobs.aClaim;
import static dev.caravan.job.Jobs.aClaimedJob;
import static dev.caravan.job.Jobs.aJob;
import static dev.caravan.job.Jobs.aJobOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.caravan.support.RealRedis;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.data.redis.core.StringRedisTemplate;

@ExtendWith(RealRedis.class)
class JobQueueTest {
    private static final Duration LEASE = Duration.ofMinutes(1);
    private static final Duration SHORT_LEASE = Duration.ofMillis(300);

    private final StringRedisTemplate redis = RealRedis.template();
    private final JobQueue queue = new JobQueue(redis, new RedisLink(), Duration.ofHours(24), Duration.ofDays(30));

    private final JobControl control = new JobControl(redis, new RedisLink());

    @Test
    void anEnqueuedJobIsReadBackAsItWasGiven() {
        queue.enqueue(NewJob.unclaimed("convert", "a \"title\"\n✓", "{\"a\":1}", List.of("file:/x\n'\"✓ y"))
                .named("id-1")
                .with(Priority.HIGH));

        Job job = queue.get("id-1").orElseThrow();

        assertThat(job.title()).isEqualTo("a \"title\"\n✓");
        assertThat(job.stage()).isEqualTo("convert");
        assertThat(job.state()).isEqualTo(JobState.QUEUED);
        assertThat(job.priority()).isEqualTo(Priority.HIGH);
        assertThat(job.attempt()).isZero();
        assertThat(job.payload()).isEqualTo("{\"a\":1}");
        assertThat(job.subjects()).containsExactly("file:/x\n'\"✓ y");
        assertThat(job.times().created())
                .isBetween(Instant.now().minusSeconds(60), Instant.now().plusSeconds(60));
        assertThat(job.failure()).isNull();
        assertThat(record("file:/x\n'\"✓ y", "status")).isEqualTo("QUEUED");
    }

    @Test
    void theMostUrgentGoesFirstThenTheFirst() {
        queue.enqueue(aJob("low", Priority.LOW));
        queue.enqueue(aJob("normal-1", Priority.NORMAL));
        queue.enqueue(aJob("normal-2", Priority.NORMAL));
        queue.enqueue(aJob("urgent", Priority.URGENT));
        queue.enqueue(aJob("high", Priority.HIGH));

        assertThat(claimAll("convert")).containsExactly("urgent", "high", "normal-1", "normal-2", "low");
    }

    @Test
    void theOrderOfArrivalIsKeptThroughStagesAndRetries() {
        for (int i = 1; i <= 12; i++) {
            queue.enqueue(aJob("job-" + i));
        }
        List<Lease> leases = leaseAll("convert");
        queue.retry(leases.get(1), NETWORK_DOWN, Duration.ZERO);
        queue.move(queue.claim("convert", "w", LEASE).orElseThrow(), "verify", "{}");
        for (int i = leases.size() - 1; i >= 2; i--) {
            queue.move(leases.get(i), "verify", "{}");
        }
        queue.move(leases.get(0), "verify", "{}");

        assertThat(claimAll("verify"))
                .containsExactly(
                        "job-1", "job-2", "job-3", "job-4", "job-5", "job-6", "job-7", "job-8", "job-9", "job-10",
                        "job-11", "job-12");
    }

    @Test
    void aMovedJobBeginsAtTheNextStageWithNewPayloadAndNoFailure() {
        queue.enqueue(aJobOf("a", RECORD));
        queue.retry(claim("convert"), NETWORK_DOWN, Duration.ZERO);
        queue.move(claim("convert"), "verify", "{\"octree\":1}");

        Job job = queue.get("a").orElseThrow();

        assertThat(job.stage()).isEqualTo("verify");
        assertThat(job.state()).isEqualTo(JobState.QUEUED);
        assertThat(job.attempt()).isZero();
        assertThat(job.payload()).isEqualTo("{\"octree\":1}");
        assertThat(job.failure()).isNull();
        assertThat(queue.claim("convert", "w", LEASE)).isEmpty();
    }

    @Test
    void theRecordShowsWhatItsJobDoes() {
        queue.enqueue(aJobOf("a", RECORD));
        assertThat(recordOf("a")).containsExactly("QUEUED", "convert", "0");
        Lease first = claim("convert");
        assertThat(recordOf("a")).containsExactly("RUNNING", "convert", "1");
        queue.retry(first, NETWORK_DOWN, Duration.ZERO);
        assertThat(recordOf("a")).containsExactly("QUEUED", "convert", "1");
        queue.move(claim("convert"), "verify", "{}");
        assertThat(recordOf("a")).containsExactly("QUEUED", "verify", "0");
        queue.complete(claim("verify"));
        assertThat(recordOf("a")).containsExactly("COMPLETED", "verify", "1");
        assertThat(record(RECORD, "reason")).isNull();
    }

    @Test
    void anOlderJobDoesNotSpeakForTheRecordOfANewerOne() {
        queue.enqueue(aJobOf("older", RECORD));
        Lease older = claim("convert");
        queue.enqueue(aJobOf("newer", RECORD));

        queue.park(older, NETWORK_DOWN);

        assertThat(recordOf("newer")).containsExactly("QUEUED", "convert", "0");
    }

    @Test
    void aDeletedRecordIsNotBroughtBack() {
        queue.enqueue(aJobOf("a", RECORD));
        redis.delete(RECORD);

        queue.complete(claim("convert"));

        assertThat(redis.hasKey(RECORD)).isFalse();
    }

    @Test
    void aClaimBecomesAJobOnce() {
        aClaim(redis, RECORD, "claim-1");

        queue.enqueue(aClaimedJob("claim-1", RECORD));
        queue.enqueue(aClaimedJob("claim-1", RECORD));

        assertThat(claimAll("convert")).containsExactly("claim-1");
        assertThat(record(RECORD, "claimed_until")).isNull();
    }

    @Test
    void aClaimThatRanOutAndWasTakenByAnotherDoesNotBecomeAJob() {
        aClaim(redis, RECORD, "claim-1");
        aClaim(redis, "file:/in/b.las", "claim-2");

        assertThatThrownBy(() -> queue.enqueue(aClaimedJob("claim-1", RECORD, "file:/in/b.las")))
                .isInstanceOf(LeaseLostException.class)
                .hasMessageContaining("claim-2");

        assertThat(queue.get("claim-1")).isEmpty();
        assertThat(record(RECORD, "status")).isEqualTo("CLAIMED");
        assertThat(queue.depths()).isEmpty();
    }

    @Test
    void aDelayedJobIsNotClaimedBeforeItsTime() {
        queue.enqueue(aJob("a"));
        queue.retry(claim("convert"), NETWORK_DOWN, Duration.ofHours(1));

        assertThat(queue.claim("convert", "w", LEASE)).isEmpty();
        assertThat(queue.depths()).containsExactly(new Depth("convert", 0, 1, 0));

        redis.opsForZSet().add("delayed:convert", "a", 1);
        assertThat(claim("convert").job().attempt()).isEqualTo(2);
    }

    @Test
    void aParkedJobKeepsItsReasonAndIsListed() {
        queue.enqueue(aJobOf("a", RECORD));
        Instant before = Instant.now().minusSeconds(60);

        queue.park(claim("convert"), new Failure(FailureKind.BAD_INPUT, "byte 12: not LAS", "the trace"));

        assertThat(queue.failed(before)).singleElement().satisfies(job -> {
            assertThat(job.state()).isEqualTo(JobState.FAILED);
            assertThat(job.failure()).isEqualTo(new Failure(FailureKind.BAD_INPUT, "byte 12: not LAS", "the trace"));
            assertThat(job.stage()).isEqualTo("convert");
            assertThat(job.attempt()).isEqualTo(1);
        });
        assertThat(queue.failed(Instant.now().plusSeconds(60))).isEmpty();
        assertThat(record(RECORD, "reason")).isEqualTo("byte 12: not LAS");
    }

    @Test
    void aReleasedJobKeepsItsPlaceAndTheAttemptIsNotCounted() {
        queue.enqueue(aJob("a"));
        queue.enqueue(aJob("b"));

        queue.release(claim("convert"));

        Lease again = claim("convert");
        assertThat(again.id()).isEqualTo("a");
        assertThat(again.job().attempt()).isEqualTo(1);
    }

    @Test
    void aCancelledJobIsNowhereAndItsWorkerHasLostIt() {
        queue.enqueue(aJobOf("a", RECORD));
        queue.enqueue(aJob("b"));
        Lease lease = claim("convert");

        assertThat(control.cancel("a", "by the operator")).isTrue();
        assertThat(control.cancel("b", "by the operator")).isTrue();
        assertThat(control.cancel("b", "by the operator")).isTrue();

        assertThat(control.cancel("no-such-job", "by the operator")).isFalse();
        assertThat(queue.depths()).containsExactly(new Depth("convert", 0, 0, 0));
        assertThat(record(RECORD, "reason")).isEqualTo("by the operator");
        assertThatThrownBy(() -> queue.renew(lease)).isInstanceOf(LeaseLostException.class);
        assertThatThrownBy(() -> queue.complete(lease)).isInstanceOf(LeaseLostException.class);
    }

    @Test
    void aJobThatHasEndedIsForgottenAfterItsTtl() {
        queue.enqueue(aJob("done"));
        queue.complete(claim("convert"));
        queue.enqueue(aJob("failed"));
        queue.park(claim("convert"), NETWORK_DOWN);
        queue.enqueue(aJob("waiting"));

        assertThat(control.sweep(null)).isEmpty();
        assertThat(control.sweep(Instant.now().plus(Duration.ofHours(25)))).containsExactly("done");
        assertThat(control.sweep(Instant.now().plus(Duration.ofDays(31)))).containsExactly("failed");

        assertThat(state("done")).isEmpty();
        assertThat(state("failed")).isEmpty();
        assertThat(state("waiting")).contains(JobState.QUEUED);
        assertThat(redis.opsForZSet().range("jobs", 0, -1)).containsExactly("waiting");
        assertThat(redis.hasKey("jobs:failed")).isFalse();
    }

    @Test
    void anExpiredLeaseIsTakenOverAndTheLateWorkerCanWriteNothing() {
        queue.enqueue(aJobOf("a", RECORD));
        Lease late = queue.claim("convert", "late", SHORT_LEASE).orElseThrow();
        reapUntil(new Reaped(1, List.of()), 5);

        Lease taken = queue.claim("convert", "other", LEASE).orElseThrow();

        assertThat(taken.job().attempt()).isEqualTo(2);
        assertThatThrownBy(() -> queue.renew(late)).isInstanceOf(LeaseLostException.class);
        assertThatThrownBy(() -> queue.move(late, "verify", "{}")).isInstanceOf(LeaseLostException.class);
        assertThatThrownBy(() -> queue.complete(late)).isInstanceOf(LeaseLostException.class);
        assertThatThrownBy(() -> queue.retry(late, NETWORK_DOWN, LEASE)).isInstanceOf(LeaseLostException.class);
        assertThatThrownBy(() -> queue.park(late, NETWORK_DOWN)).isInstanceOf(LeaseLostException.class);
        assertThatThrownBy(() -> queue.release(late)).isInstanceOf(LeaseLostException.class);
        assertThat(recordOf("a")).containsExactly("RUNNING", "convert", "2");
        queue.complete(taken);
    }

    @Test
    void anExpiredLeaseThatNobodyHasTakenIsStillGood() {
        queue.enqueue(aJob("a"));
        Lease lease = claim("convert");
        redis.opsForZSet().add("leases:convert", "a", 1);

        queue.renew(lease);

        assertThat(queue.reapExpired("convert", LEASE, 5)).isEqualTo(Reaped.NOTHING);
    }

    @Test
    void aJobThatKillsItsWorkersIsParkedWithTheReason() {
        queue.enqueue(aJobOf("a", RECORD));
        queue.claim("convert", "worker-1", SHORT_LEASE).orElseThrow();
        reapUntil(new Reaped(1, List.of()), 2);
        queue.claim("convert", "worker-2", SHORT_LEASE).orElseThrow();
        reapUntil(
                new Reaped(
                        0,
                        List.of(
                                new Parked(
                                        "a",
                                        FailureKind.INFRASTRUCTURE,
                                        "its worker died in 2 of 2 attempts at convert, the last time worker-2; no attempt is left"))),
                2);

        Job job = queue.get("a").orElseThrow();

        assertThat(job.state()).isEqualTo(JobState.FAILED);
        assertThat(record(RECORD, "reason"))
                .isEqualTo("its worker died in 2 of 2 attempts at convert, the last time worker-2; no attempt is left");
        assertThat(queue.failed(Instant.EPOCH)).extracting(Job::id).containsExactly("a");
    }

    @Test
    void afterAGapEveryWorkerGetsOneLeaseLengthToRenew() {
        queue.enqueue(aJob("a"));
        Lease lease = claim("convert");
        queue.reapExpired("convert", LEASE, 5);
        redis.opsForZSet().add("leases:convert", "a", 1);
        redis.opsForHash().put("reaping:convert", "seen", "1");

        assertThat(queue.reapExpired("convert", LEASE, 5)).isEqualTo(Reaped.NOTHING);
        assertThat(queue.reapExpired("convert", LEASE, 5)).isEqualTo(Reaped.NOTHING);
        queue.complete(lease);
    }

    @Test
    void eachSettlementMayBeRepeatedWhenItsAnswerWasLost() {
        Lease moved = running("moved");
        queue.move(moved, "verify", "{}");
        Lease next = claim("verify");
        queue.move(moved, "verify", "{}");
        queue.complete(next);
        queue.complete(next);
        Lease retried = running("retried");
        queue.retry(retried, NETWORK_DOWN, Duration.ofHours(1));
        queue.retry(retried, NETWORK_DOWN, Duration.ofHours(1));
        Lease parked = running("parked");
        queue.park(parked, NETWORK_DOWN);
        queue.park(parked, NETWORK_DOWN);
        Lease released = running("released");
        queue.release(released);
        queue.release(released);

        assertThat(state("moved")).contains(JobState.COMPLETED);
        assertThat(state("parked")).contains(JobState.FAILED);
        assertThat(queue.depths())
                .containsExactlyInAnyOrder(new Depth("convert", 1, 1, 0), new Depth("verify", 0, 0, 0));
        assertThat(claim("convert").job().attempt()).isEqualTo(1);
    }

    @Test
    void aLeaseSettledOneWayCannotBeSettledAnother() {
        Lease lease = running("a");
        queue.move(lease, "verify", "{}");

        assertThatThrownBy(() -> queue.move(lease, "publish", "{}")).isInstanceOf(LeaseLostException.class);
        assertThatThrownBy(() -> queue.release(lease)).isInstanceOf(LeaseLostException.class);
    }

    @Test
    void aClaimWhoseAnswerWasLostGivesTheSameJobAgain() {
        queue.enqueue(aJob("a"));
        queue.enqueue(aJob("b"));

        Lease first = queue.claim("convert", "w", LEASE, "token-1", false).orElseThrow();
        Lease again = queue.claim("convert", "w", LEASE, "token-1", true).orElseThrow();

        assertThat(again).isEqualTo(first);
        assertThat(queue.depths()).containsExactly(new Depth("convert", 1, 0, 1));
        queue.complete(first);
        assertThat(queue.claim("convert", "w", LEASE, "token-1", true)
                        .orElseThrow()
                        .id())
                .isEqualTo("b");
    }

    @Test
    void stageNamesAndIdsThatWouldBreakKeysAreRefused() {
        assertThatThrownBy(() -> aJob("../../etc")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> StageName.require("arrivals")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> queue.move(running("a"), "No Stage", "{}"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("No Stage");
    }

    private Lease running(String id) {
        queue.enqueue(aJob(id));
        return claim("convert");
    }

    private Lease claim(String stage) {
        return queue.claim(stage, "worker", LEASE).orElseThrow();
    }

    private List<Lease> leaseAll(String stage) {
        return java.util.stream.Stream.generate(() -> queue.claim(stage, "worker", LEASE))
                .takeWhile(Optional::isPresent)
                .map(Optional::get)
                .toList();
    }

    private List<String> claimAll(String stage) {
        return leaseAll(stage).stream().map(Lease::id).toList();
    }

    private Optional<JobState> state(String id) {
        return queue.get(id).map(Job::state);
    }

    private void reapUntil(Reaped expected, int maximumAttempts) {
        await().pollInterval(Duration.ofMillis(20))
                .until(() -> queue.reapExpired("convert", SHORT_LEASE, maximumAttempts)
                        .equals(expected));
    }

    private List<Object> recordOf(String job) {
        assertThat(record(RECORD, "job")).isEqualTo(job);
        return redis.opsForHash().multiGet(RECORD, List.of("status", "stage", "attempts"));
    }

    private Object record(String key, String field) {
        return redis.opsForHash().get(key, field);
    }
}
