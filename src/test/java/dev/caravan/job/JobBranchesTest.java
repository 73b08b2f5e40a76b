package dev.caravan.job;

import static dev.caravan.job.Jobs.NETWORK_DOWN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.caravan.support.RealRedis;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.data.redis.core.StringRedisTemplate;

/** A job that is fanned out at `publish` into uploads, and then goes on to `record`. */
@ExtendWith(RealRedis.class)
class JobBranchesTest {
    private static final Duration LEASE = Duration.ofMinutes(1);
    private static final String RECORD = "file:/in/a.las";

    private final StringRedisTemplate redis = RealRedis.template();
    private final JobQueue queue = new JobQueue(redis, new RedisLink(), Duration.ofHours(24), Duration.ofDays(30));
    private final JobControl control = new JobControl(redis, new RedisLink());

    @Test
    void theJobRunsWithoutALeaseUntilItsRequiredBranchesAreCompletedAndThenGoesOn() {
        fanOut("near", "far", "spare?");

        assertThat(whole().state()).isEqualTo(JobState.RUNNING);
        assertThat(whole().stage()).isEqualTo("publish");
        assertThat(whole().children()).isEqualTo(new Children(2, 2, 0, 0, 0));
        assertThat(redis.opsForZSet().size("leases:publish")).isZero();
        assertThat(record("status")).isEqualTo("RUNNING");
        queue.complete(claim("far"));
        assertThat(whole().state()).isEqualTo(JobState.RUNNING);
        assertThat(whole().progress())
                .extracting(Progress::done, Progress::total, Progress::unit)
                .containsExactly(1L, 2L, "jobs");

        queue.complete(claim("near"));

        assertThat(whole().state()).isEqualTo(JobState.QUEUED);
        assertThat(whole().stage()).isEqualTo("record");
        assertThat(whole().progress()).isNull();
        queue.complete(queue.claim("record", "worker", LEASE).orElseThrow());
        queue.park(claim("spare"), NETWORK_DOWN);
        assertThat(whole().state()).isEqualTo(JobState.COMPLETED);
        assertThat(whole().branches())
                .extracting(Branch::name, Branch::required, Branch::state, Branch::reason)
                .containsExactly(
                        tuple("near", true, JobState.COMPLETED, ""),
                        tuple("far", true, JobState.COMPLETED, ""),
                        tuple("spare", false, JobState.FAILED, NETWORK_DOWN.reason()));
    }

    /** The ends of three required branches, in every order, and what becomes of the whole. */
    static Stream<Arguments> ends() {
        List<JobState> finals = List.of(JobState.COMPLETED, JobState.FAILED, JobState.CANCELLED);
        List<List<String>> orders = List.of(
                List.of("a", "b", "c"),
                List.of("a", "c", "b"),
                List.of("b", "a", "c"),
                List.of("b", "c", "a"),
                List.of("c", "a", "b"),
                List.of("c", "b", "a"));
        return orders.stream().flatMap(order -> finals.stream().flatMap(first -> finals.stream()
                .map(second -> Arguments.of(order, List.of(first, second, JobState.COMPLETED)))));
    }

    @ParameterizedTest
    @MethodSource("ends")
    void whateverTheOrderOfTheirEnds(List<String> order, List<JobState> states) {
        fanOut("a", "b", "c");

        for (int i = 0; i < order.size(); i++) {
            assertThat(whole().state()).isEqualTo(JobState.RUNNING);
            end(order.get(i), states.get(i));
        }

        boolean good = states.stream().allMatch(state -> state == JobState.COMPLETED);
        assertThat(whole().state()).isEqualTo(good ? JobState.QUEUED : JobState.FAILED);
        assertThat(whole().stage()).isEqualTo(good ? "record" : "publish");
        assertThat(record("status")).isEqualTo(whole().state().name());
    }

    @Test
    void aJobThatHasFailedNamesTheBranchesAndTheirReasons() {
        fanOut("near", "far", "third");
        end("near", JobState.FAILED);
        end("far", JobState.CANCELLED);
        end("third", JobState.COMPLETED);

        assertThat(whole().failure()).isNotNull();
        assertThat(whole().failure().kind()).isEqualTo(FailureKind.CHILD_FAILED);
        assertThat(whole().reason()).isEqualTo("near: no route to host; far: cancelled: enough");
        assertThat(record("reason")).isEqualTo(whole().reason());
        assertThat(queue.failed(Instant.EPOCH)).extracting(Job::id).contains("whole");
    }

    @Test
    void aJobGoesOnWithoutABranchThatIsExcused() {
        fanOut("near", "gone");
        end("near", JobState.COMPLETED);
        Lease gone = claim("gone");

        assertThat(new Excuses(redis, new RedisLink()).excuse(gone.id())).isTrue();
        assertThat(whole().state()).isEqualTo(JobState.RUNNING);
        queue.park(gone, NETWORK_DOWN);

        assertThat(whole().state()).isEqualTo(JobState.QUEUED);
        assertThat(whole().stage()).isEqualTo("record");
        assertThat(whole().branches())
                .extracting(Branch::name, Branch::required, Branch::state)
                .containsExactly(tuple("near", true, JobState.COMPLETED), tuple("gone", false, JobState.FAILED));
    }

    @Test
    void aBranchThatIsExcusedMayBeTheOnlyOneOrEndBeforeOthers() {
        Excuses excuses = new Excuses(redis, new RedisLink());
        fanOut("gone", "near");
        excuses.excuse(id("gone"));
        end("gone", JobState.FAILED);
        assertThat(whole().state()).isEqualTo(JobState.RUNNING);

        excuses.excuse(id("near"));
        end("near", JobState.FAILED);

        assertThat(whole().stage()).isEqualTo("record");
        assertThat(whole().state()).isEqualTo(JobState.QUEUED);
        assertThat(excuses.excuse("whole")).isFalse();
        assertThat(excuses.excuse("nobody")).isFalse();
    }

    @Test
    void branchesHaveTheUserThePriorityAndTheTurnOfTheWhole() {
        queue.enqueue(aWhole("other").with(Priority.HIGH));
        Lease lease = start(aWhole("whole").with(Priority.URGENT).from(Origin.of("ada", "river")));
        Lease second = queue.claim("publish", "worker", LEASE).orElseThrow();
        queue.fanOut(second, "upload", "record", branches(second.id(), "near"), Notes.NONE);
        queue.fanOut(lease, "upload", "record", branches("whole", "near"), Notes.NONE);

        Lease first = queue.claim("upload", "worker", LEASE).orElseThrow();

        assertThat(first.job().origin()).isEqualTo(Origin.of("ada", "river").within("whole"));
        assertThat(first.job().priority()).isEqualTo(Priority.URGENT);
        assertThat(first.job().limits()).isEqualTo(new Limits(Duration.ofMinutes(5), 3));
        assertThat(queue.claim("upload", "worker", LEASE).orElseThrow().job().priority())
                .isEqualTo(Priority.HIGH);
    }

    @Test
    void anAnswerThatWasLostIsGivenAgain() {
        Lease lease = start(aWhole("whole"));
        queue.fanOut(lease, "upload", "record", branches("whole", "near"), Notes.NONE);
        end("near", JobState.COMPLETED);

        queue.fanOut(lease, "upload", "record", branches("whole", "near"), Notes.NONE);

        assertThat(whole().stage()).isEqualTo("record");
        assertThat(redis.opsForZSet().size("jobs")).isEqualTo(2);
    }

    @Test
    void aWorkerThatHasLostItsLeaseFansNothingOut() {
        Lease lease = start(aWhole("whole"));
        redis.opsForZSet().add("leases:publish", "whole", 1);
        queue.reapExpired("publish", LEASE, 0);

        assertThatThrownBy(() -> queue.fanOut(lease, "upload", "record", branches("whole", "near"), Notes.NONE))
                .isInstanceOf(LeaseLostException.class);

        assertThat(redis.opsForZSet().size("jobs")).isEqualTo(1);
        assertThat(whole().state()).isEqualTo(JobState.QUEUED);
    }

    @Test
    void withoutARequiredBranchTheJobGoesOnAtOnce() {
        fanOut("spare?");

        assertThat(whole().stage()).isEqualTo("record");
        assertThat(whole().state()).isEqualTo(JobState.QUEUED);
        end("spare", JobState.FAILED);
        assertThat(whole().state()).isEqualTo(JobState.QUEUED);
    }

    @Test
    void withoutAnyBranchTheJobGoesOnAtOnce() {
        fanOut();

        assertThat(whole().stage()).isEqualTo("record");
        assertThat(whole().branches()).isEmpty();
        assertThat(redis.opsForZSet().size("jobs")).isEqualTo(1);
    }

    @Test
    void fannedOutAgainWhatWasCompletedStaysAndWhatFailedBeginsAnew() {
        fanOut("near", "far", "third");
        end("near", JobState.COMPLETED);
        end("far", JobState.FAILED);
        end("third", JobState.CANCELLED);
        control.retry("whole", "publish");

        fanOutAgain("near", "far", "third");

        assertThat(states()).containsExactly(JobState.COMPLETED, JobState.QUEUED, JobState.QUEUED);
        end("far", JobState.COMPLETED);
        end("third", JobState.COMPLETED);
        assertThat(whole().stage()).isEqualTo("record");
        assertThat(whole().failure()).isNull();
        assertThat(record("reason")).isNull();
    }

    @Test
    void aBranchThatStillRunsWhenTheJobIsFannedOutAgainIsLeft() {
        fanOut("near", "spare?");
        Lease spare = claim("spare");
        end("near", JobState.FAILED);
        control.retry("whole", "publish");

        fanOutAgain("near", "spare?");

        assertThat(states()).containsExactly(JobState.QUEUED, JobState.RUNNING);
        queue.complete(spare);
        end("near", JobState.COMPLETED);
        assertThat(states()).containsExactly(JobState.COMPLETED, JobState.COMPLETED);
    }

    @Test
    void branchesOfAnEarlierResultAreReplacedWhateverTheyDo() {
        fanOut("done", "failed", "waiting?", "running?");
        end("done", JobState.COMPLETED);
        Lease running = claim("running");
        end("failed", JobState.FAILED);
        control.retry("whole", "convert");
        assertThat(whole().branches()).isEmpty();
        Lease lease = queue.claim("convert", "worker", LEASE).orElseThrow();
        queue.move(lease, "publish", "{}");

        fanOutAgain("done!", "failed!", "waiting?!", "running?!");

        assertThat(states()).containsOnly(JobState.QUEUED);
        assertThat(queue.get(id("done")).orElseThrow().payload()).contains("newer");
        assertThatThrownBy(() -> queue.complete(running)).isInstanceOf(LeaseLostException.class);
        assertThat(redis.opsForZSet().size("queue:upload")).isEqualTo(4);
        assertThat(redis.opsForZSet().size("leases:upload")).isZero();
        assertThat(redis.opsForZSet().size("jobs")).isEqualTo(5);
        end("done", JobState.COMPLETED);
        end("failed", JobState.COMPLETED);
        assertThat(whole().stage()).isEqualTo("record");
    }

    @Test
    void aFailedBranchThatBeginsAnewByItselfLetsTheJobGoOn() {
        fanOut("near", "far");
        end("near", JobState.COMPLETED);
        end("far", JobState.FAILED);

        control.retry(id("far"), "upload");

        assertThat(whole().state()).isEqualTo(JobState.RUNNING);
        assertThat(whole().failure()).isNull();
        assertThat(record("status")).isEqualTo("RUNNING");
        assertThat(record("reason")).isNull();
        assertThat(queue.failed(Instant.EPOCH)).isEmpty();
        end("far", JobState.COMPLETED);
        assertThat(whole().stage()).isEqualTo("record");
        assertThat(whole().state()).isEqualTo(JobState.QUEUED);
    }

    @Test
    void aBranchDoesNotBeginAnewWhenANewerJobHasTheFile() {
        fanOut("near", "spare?");
        end("near", JobState.FAILED);
        end("spare", JobState.FAILED);
        redis.opsForHash().put(RECORD, "job", "newer");

        for (String name : List.of("near", "spare")) {
            assertThatThrownBy(() -> control.retry(id(name), "upload")).isInstanceOf(LeaseLostException.class);
        }

        assertThat(whole().state()).isEqualTo(JobState.FAILED);
    }

    @Test
    void aBranchDoesNotBeginAnewWhileTheJobIsConvertedAnew() {
        fanOut("near");
        end("near", JobState.FAILED);
        control.retry("whole", "convert");

        assertThatThrownBy(() -> control.retry(id("near"), "upload")).isInstanceOf(LeaseLostException.class);
    }

    @Test
    void anOptionalBranchBeginsAnewAfterTheJobHasEnded() {
        fanOut("near", "spare?");
        end("near", JobState.COMPLETED);
        end("spare", JobState.FAILED);
        queue.complete(queue.claim("record", "worker", LEASE).orElseThrow());

        control.retry(id("spare"), "upload");
        end("spare", JobState.COMPLETED);

        assertThat(whole().state()).isEqualTo(JobState.COMPLETED);
        assertThat(states()).containsExactly(JobState.COMPLETED, JobState.COMPLETED);
    }

    @Test
    void cancellingTheJobCancelsItsBranchesAndTheirWorkersHearOfIt() {
        fanOut("near", "far", "third", "spare?");
        end("near", JobState.COMPLETED);
        Lease far = claim("far");

        control.cancel("whole", "enough");

        assertThat(whole().state()).isEqualTo(JobState.CANCELLED);
        assertThat(states())
                .containsExactly(JobState.COMPLETED, JobState.CANCELLED, JobState.CANCELLED, JobState.CANCELLED);
        assertThatThrownBy(() -> queue.renew(far)).isInstanceOf(JobCancelledException.class);
        assertThat(queue.claim("upload", "worker", LEASE)).isEmpty();
        assertThat(record("status")).isEqualTo("CANCELLED");
    }

    @Test
    void aBranchThatIsClaimedWhileItsJobIsBeingCancelledIsCancelled() {
        fanOut("near");
        new JobScript("cancel").run(redis, "whole", "enough");

        assertThat(queue.claim("upload", "worker", LEASE)).isEmpty();

        assertThat(states()).containsExactly(JobState.CANCELLED);
        assertThat(whole().state()).isEqualTo(JobState.CANCELLED);
    }

    @Test
    void cancellingABatchReachesTheBranchesOfItsJobs() {
        NewJob batch = NewJob.batch("a batch", Origin.NONE, Priority.NORMAL);
        queue.enqueue(batch);
        Lease lease = start(aWhole("whole").from(Origin.NONE.within(batch.id())));
        queue.seal(batch.id());
        queue.fanOut(lease, "upload", "record", branches("whole", "near"), Notes.NONE);
        Lease near = claim("near");

        control.cancel(batch.id(), "enough");

        assertThat(states()).containsExactly(JobState.CANCELLED);
        assertThatThrownBy(() -> queue.renew(near)).isInstanceOf(JobCancelledException.class);
    }

    @Test
    void aCancelledJobBeginsAnewWithTheBranchesThatAreMissing() {
        fanOut("near", "far");
        end("near", JobState.COMPLETED);
        control.cancel("whole", "enough");
        control.retry("whole", "publish");

        fanOutAgain("near", "far");

        assertThat(states()).containsExactly(JobState.COMPLETED, JobState.QUEUED);
    }

    @Test
    void aJobThatWaitsForItsBranchesIsNeitherReapedNorStale() {
        fanOut("near");
        claim("near");

        assertThat(queue.reapExpired("publish", LEASE, 0).requeued()).isZero();
        assertThat(queue.reapAbandoned(LEASE).requeued()).isZero();

        assertThat(new StaleJobs(redis, new RedisLink()).find(10)).isEmpty();
        assertThat(whole().state()).isEqualTo(JobState.RUNNING);
    }

    @Test
    void aBranchWhoseWorkerDiedForTheLastTimeFailsTheJob() {
        fanOut("near");
        for (int attempt = 0; attempt < 3; attempt++) {
            claim("near");
            redis.opsForZSet().add("leases:upload", id("near"), 1);
            queue.reapExpired("upload", LEASE, 0);
        }

        assertThat(whole().state()).isEqualTo(JobState.FAILED);
        assertThat(whole().reason()).startsWith("near: its worker died in 3 of 3 attempts");
    }

    @Test
    void aCompletedBranchThatWasForgottenStillCounts() {
        fanOut("near", "far");
        end("near", JobState.COMPLETED);
        control.delete(id("near"));

        end("far", JobState.COMPLETED);

        assertThat(whole().stage()).isEqualTo("record");
    }

    @Test
    void aJobThatHasEndedIsForgottenAndItsBranchesEndWithoutIt() {
        fanOut("near", "spare?");
        end("near", JobState.FAILED);

        control.delete("whole");
        end("spare", JobState.COMPLETED);

        assertThat(queue.get("whole")).isEmpty();
        assertThat(queue.get(id("spare")).orElseThrow().state()).isEqualTo(JobState.COMPLETED);
        assertThat(redis.hasKey("jobs:children:whole")).isFalse();
    }

    @Test
    void theWhyOfAnAttemptThatFailedIsKnownWhileTheNextOneIsWaitedFor() {
        fanOut("near");

        queue.retry(claim("near"), NETWORK_DOWN, Duration.ofHours(1));

        assertThat(whole().branches())
                .singleElement()
                .extracting(Branch::state, Branch::reason)
                .containsExactly(JobState.QUEUED, NETWORK_DOWN.reason());
    }

    @Test
    void anIdIsTheSameForTheSameBranchAndNeverTooLong() {
        String longest = "x".repeat(64);

        assertThat(NewBranch.id("whole", "near")).isEqualTo(NewBranch.id("whole", "near"));
        assertThat(NewBranch.id("whole", "near")).isNotEqualTo(NewBranch.id("whole", "far"));
        assertThat(NewBranch.id(longest, "near")).hasSize(64).isNotEqualTo(NewBranch.id(longest.substring(1), "near"));
    }

    private void fanOut(String... names) {
        queue.fanOut(start(aWhole("whole")), "upload", "record", branches("whole", names), Notes.NONE);
    }

    private void fanOutAgain(String... names) {
        Lease lease = queue.claim("publish", "worker", LEASE).orElseThrow();
        queue.fanOut(lease, "upload", "record", branches("whole", names), Notes.NONE);
    }

    private Lease start(NewJob job) {
        queue.enqueue(job);
        return queue.claim("publish", "worker", LEASE).orElseThrow();
    }

    private static NewJob aWhole(String id) {
        return NewJob.unclaimed("publish", "title of " + id, "{}", id.equals("whole") ? List.of(RECORD) : List.of())
                .named(id);
    }

    /** A name that ends with `?` is that of an optional one, `!` is that of a newer result. */
    private static List<NewBranch> branches(String parent, String... names) {
        return Stream.of(names)
                .map(name -> new NewBranch(
                        NewBranch.id(parent, bare(name)),
                        bare(name),
                        !name.contains("?"),
                        JobType.FILE_UPLOAD,
                        bare(name),
                        "/in/a.las",
                        name.endsWith("!") ? "{\"newer\":1}" : "{}",
                        10,
                        new Limits(Duration.ofMinutes(5), 3)))
                .toList();
    }

    private static String bare(String name) {
        return name.replaceAll("[?!]", "");
    }

    private static String id(String name) {
        return NewBranch.id("whole", name);
    }

    private void end(String name, JobState state) {
        if (state == JobState.CANCELLED) {
            control.cancel(id(name), "enough");
        } else if (state == JobState.FAILED) {
            queue.park(claim(name), NETWORK_DOWN);
        } else {
            queue.complete(claim(name));
        }
    }

    /** Leases that branch; those that come before it are given back. */
    private Lease claim(String name) {
        List<Lease> others = new ArrayList<>();
        Optional<Lease> lease = queue.claim("upload", "worker", LEASE);
        while (lease.isPresent() && !lease.get().id().equals(id(name))) {
            others.add(lease.get());
            lease = queue.claim("upload", "worker", LEASE);
        }
        others.forEach(queue::release);
        return lease.orElseThrow(() -> new AssertionError(name + " cannot be claimed: " + states()));
    }

    private Job whole() {
        return queue.get("whole").orElseThrow();
    }

    private List<JobState> states() {
        return whole().branches().stream().map(Branch::state).toList();
    }

    private Object record(String field) {
        return redis.<String, String>opsForHash().entries(RECORD).getOrDefault(field, null);
    }
}
