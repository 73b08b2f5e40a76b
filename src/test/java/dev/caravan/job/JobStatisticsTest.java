package dev.caravan.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.support.RealRedis;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(RealRedis.class)
class JobStatisticsTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final RedisLink link = new RedisLink();
    private final JobQueue queue = new JobQueue(RealRedis.template(), link, MINUTE, MINUTE);
    private final JobControl control = new JobControl(RealRedis.template(), link);
    private final JobStatistics statistics = new JobStatistics(RealRedis.template(), link);

    @Test
    void jobsAreCountedByStateTypeAndUser() {
        // given
        queue.enqueue(Jobs.aJob("a").from(Origin.of("ann", "")));
        queue.enqueue(Jobs.aJob("b").from(Origin.of("bob", "")));
        queue.enqueue(Jobs.aJob("c").from(Origin.of("bob", "")));
        queue.enqueue(NewJob.batch("batch", Origin.NONE, Priority.LOW));
        control.cancel("b", "test");

        // when
        JobCounts counts = statistics.all();

        // then
        assertThat(counts.states())
                .containsEntry(JobState.QUEUED, 2L)
                .containsEntry(JobState.CANCELLED, 1L)
                .containsEntry(JobState.PENDING, 1L)
                .containsEntry(JobState.FAILED, 0L);
        assertThat(counts.types())
                .containsEntry(JobType.DATASET_CONVERSION, 3L)
                .containsEntry(JobType.BATCH_PROCESSING, 1L)
                .hasSize(JobType.values().length);
        assertThat(counts.users()).isEqualTo(2);
        assertThat(statistics.ofUser("bob"))
                .containsEntry(JobState.QUEUED, 1L)
                .containsEntry(JobState.CANCELLED, 1L)
                .containsEntry(JobState.RUNNING, 0L);
    }

    @Test
    void aUserWithoutJobsIsNotCounted() {
        // given
        queue.enqueue(Jobs.aJob("a").from(Origin.of("ann", "")));
        control.cancel("a", "test");

        // when
        control.delete("a");

        // then
        assertThat(statistics.all().users()).isZero();
        assertThat(RealRedis.template().hasKey("jobs:users")).isFalse();
    }

    @Test
    void aQueueIsCountedByPriority() {
        // given
        queue.enqueue(Jobs.aJob("urgent", Priority.URGENT));
        queue.enqueue(Jobs.aJob("running", Priority.URGENT));
        queue.enqueue(Jobs.aJob("delayed", Priority.URGENT));
        queue.enqueue(Jobs.aJob("low", Priority.LOW));
        queue.enqueue(Jobs.aJob("normal", Priority.NORMAL));
        queue.enqueue(Jobs.aJob("other", Priority.NORMAL));
        queue.claim("convert", "w", MINUTE);
        queue.claim("convert", "w", MINUTE).ifPresent(lease -> queue.retry(lease, Jobs.NETWORK_DOWN, MINUTE));

        // when
        StageQueue convert = statistics.queues().get(0);

        // then
        assertThat(convert.stage()).isEqualTo("convert");
        assertThat(convert.ready()).isEqualTo(4);
        assertThat(convert.delayed()).isEqualTo(1);
        assertThat(convert.running()).isEqualTo(1);
        assertThat(convert.byPriority())
                .isEqualTo(Map.of(Priority.URGENT, 1L, Priority.HIGH, 0L, Priority.NORMAL, 2L, Priority.LOW, 1L));
        assertThat(convert.oldest()).isNotNull();
    }

    @Test
    void aWaitingJobKnowsItsPlace() {
        // given
        queue.enqueue(Jobs.aJob("first"));
        queue.enqueue(Jobs.aJob("second"));
        queue.enqueue(Jobs.aJob("third"));
        queue.claim("convert", "w", MINUTE);

        // then
        assertThat(statistics.position("third")).contains(new Position(2, 2, 1));
        assertThat(statistics.position("first")).isEmpty();
        assertThat(statistics.position("unknown")).isEmpty();
    }
}
