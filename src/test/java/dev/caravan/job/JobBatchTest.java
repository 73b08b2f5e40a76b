package dev.caravan.job;

import static dev.caravan.job.Jobs.NETWORK_DOWN;
import static dev.caravan.job.Jobs.aJob;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.caravan.support.RealRedis;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.data.redis.core.StringRedisTemplate;

@ExtendWith(RealRedis.class)
class JobBatchTest {
    private static final Duration LEASE = Duration.ofMinutes(1);

    private final StringRedisTemplate redis = RealRedis.template();
    private final JobQueue queue = new JobQueue(redis, new RedisLink(), Duration.ofHours(24), Duration.ofDays(30));
    private final JobControl control = new JobControl(redis, new RedisLink());

    @Test
    void aBatchWaitsForItsJobsRunsWithTheFirstAndEndsWithTheLast() {
        String batch = aBatch("a", "b");
        assertThat(state(batch)).isEqualTo(JobState.PENDING);
        queue.seal(batch);
        assertThat(state(batch)).isEqualTo(JobState.QUEUED);

        Lease first = claim();
        assertThat(state(batch)).isEqualTo(JobState.RUNNING);
        queue.complete(first);
        assertThat(state(batch)).isEqualTo(JobState.RUNNING);
        queue.complete(claim());

        assertThat(state(batch)).isEqualTo(JobState.COMPLETED);
        assertThat(job(batch).children()).isEqualTo(new Children(2, 0, 2, 0, 0));
    }

    @Test
    void aBatchWithAFailedJobHasFailedAndSaysHowMany() {
        String batch = aBatch("a", "b");
        queue.seal(batch);
        queue.park(claim(), NETWORK_DOWN);
        queue.complete(claim());

        assertThat(state(batch)).isEqualTo(JobState.FAILED);
        assertThat(job(batch).reason()).isEqualTo("1 of 2 jobs have failed");
        assertThat(job(batch).failure()).extracting(Failure::kind).isEqualTo(FailureKind.CHILD_FAILED);
    }

    @Test
    void jobsThatEndBeforeTheBatchIsSealedCount() {
        String batch = aBatch("a");
        queue.complete(claim());
        assertThat(state(batch)).isEqualTo(JobState.PENDING);

        queue.seal(batch);
        queue.seal(batch);

        assertThat(state(batch)).isEqualTo(JobState.COMPLETED);
    }

    @Test
    void aBatchOfNothingIsDone() {
        String batch = aBatch();
        queue.seal(batch);

        assertThat(state(batch)).isEqualTo(JobState.COMPLETED);
    }

    @Test
    void cancellingABatchCancelsWhatHasNotEnded() {
        String[] many = IntStream.range(0, 450).mapToObj(i -> "job-" + i).toArray(String[]::new);
        String batch = aBatch(many);
        queue.seal(batch);
        queue.complete(claim());
        Lease running = claim();

        assertThat(control.cancel(batch, "by the operator")).isTrue();

        assertThat(state(batch)).isEqualTo(JobState.CANCELLED);
        assertThat(job(batch).children()).isEqualTo(new Children(450, 0, 1, 0, 449));
        assertThat(queue.claim("convert", "w", LEASE)).isEmpty();
        assertThatThrownBy(() -> queue.renew(running)).isInstanceOf(LeaseLostException.class);
    }

    @Test
    void aJobOfACancelledBatchIsNotGivenOut() {
        String batch = aBatch("a");
        queue.seal(batch);
        redis.opsForHash().put("job:" + batch, "state", "CANCELLED");

        assertThat(queue.claim("convert", "w", LEASE)).isEmpty();

        assertThat(state("a")).isEqualTo(JobState.CANCELLED);
    }

    @Test
    void aBatchThatHasEndedTakesNoFurtherJob() {
        String batch = aBatch();
        queue.seal(batch);

        assertThatThrownBy(() -> queue.enqueue(child(batch, "late")))
                .isInstanceOf(IllegalTransitionException.class)
                .hasMessageContaining(batch);
        assertThat(queue.get("late")).isEmpty();
    }

    @Test
    void retryingAFailedJobOpensItsBatchAgain() {
        String batch = aBatch("a");
        queue.seal(batch);
        queue.park(claim(), NETWORK_DOWN);

        assertThat(control.retry("a", "convert")).isTrue();
        assertThat(state(batch)).isEqualTo(JobState.QUEUED);
        assertThat(job(batch).children()).isEqualTo(new Children(1, 1, 0, 0, 0));
        queue.complete(claim());

        assertThat(state(batch)).isEqualTo(JobState.COMPLETED);
    }

    @Test
    void theJobsOfTwoUsersAlternateHoweverManyOneHasSent() {
        for (int i = 1; i <= 5; i++) {
            queue.enqueue(aJob("a" + i).from(Origin.of("anna", "")));
        }
        queue.complete(claim());
        queue.enqueue(aJob("b1").from(Origin.of("ben", "")));
        queue.enqueue(aJob("b2").from(Origin.of("ben", "")));

        assertThat(IntStream.range(0, 6).mapToObj(i -> claim().id()))
                .containsSubsequence("a2", "a3", "a4", "a5")
                .containsSubsequence("b1", "b2")
                .endsWith("a5")
                .satisfies(order -> assertThat(order.indexOf("b2")).isLessThanOrEqualTo(3));
    }

    @Test
    void whoCancelledManyJobsIsNotPutBehindTheOthers() {
        List<String> many = IntStream.range(0, 20).mapToObj(i -> "a" + i).toList();
        many.forEach(id -> queue.enqueue(aJob(id).from(Origin.of("anna", ""))));
        many.forEach(id -> control.cancel(id, "a mistake"));
        queue.enqueue(aJob("b1").from(Origin.of("ben", "")));
        queue.enqueue(aJob("b2").from(Origin.of("ben", "")));
        queue.enqueue(aJob("b3").from(Origin.of("ben", "")));
        queue.enqueue(aJob("again").from(Origin.of("anna", "")));

        assertThat(List.of(claim().id(), claim().id())).contains("again");
    }

    @Test
    void aJobsPriorityCanBeChangedWhileItWaits() {
        queue.enqueue(aJob("a"));
        queue.enqueue(aJob("b"));

        assertThat(control.reprioritise("b", Priority.URGENT)).isTrue();

        assertThat(claim().id()).isEqualTo("b");
    }

    private String aBatch(String... children) {
        NewJob batch = NewJob.batch("a batch", Origin.NONE, Priority.NORMAL);
        queue.enqueue(batch);
        for (String child : children) {
            queue.enqueue(child(batch.id(), child));
        }
        return batch.id();
    }

    private static NewJob child(String batch, String id) {
        return aJob(id).from(Origin.NONE.within(batch));
    }

    private Lease claim() {
        return queue.claim("convert", "worker", LEASE).orElseThrow();
    }

    private JobState state(String id) {
        return job(id).state();
    }

    private Job job(String id) {
        return queue.get(id).orElseThrow();
    }
}
