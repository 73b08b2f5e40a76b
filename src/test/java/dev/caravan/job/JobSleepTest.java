package dev.caravan.job;

import static dev.caravan.job.Jobs.NETWORK_DOWN;
import static dev.caravan.job.Jobs.aJob;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import dev.caravan.support.RealRedis;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.data.domain.Range;
import org.springframework.data.redis.core.StringRedisTemplate;

/** Jobs for which others work, outside of the service. */
@ExtendWith(RealRedis.class)
class JobSleepTest {
    private static final Duration LEASE = Duration.ofMinutes(1);
    private static final Duration LONG = Duration.ofHours(1);

    private final StringRedisTemplate redis = RealRedis.template();
    private final JobQueue queue = new JobQueue(redis, new RedisLink(), Duration.ofHours(24), Duration.ofDays(30));
    private final JobControl control = new JobControl(redis, new RedisLink());

    @Test
    void aJobThatSleepsRunsWithoutAWorkerAndIsNotClaimed() {
        sleeps("job-1", LONG);

        Job job = job("job-1");
        assertThat(job.state()).isEqualTo(JobState.RUNNING);
        assertThat(job.asleep()).isTrue();
        assertThat(job.worker()).isEmpty();
        assertThat(job.result()).isEqualTo("{\"where\":\"outside\"}");
        assertThat(queue.claim("convert", "w", LEASE)).isEmpty();
        assertThat(queue.depths()).containsExactly(new Depth("convert", 0, 0, 1));
    }

    @Test
    void wokenItGoesOnInTheSameAttempt() {
        sleeps("job-1", LONG);
        Job before = job("job-1");

        assertThat(queue.wake("job-1")).isTrue();
        Lease lease = claim();

        assertThat(lease.job().asleep()).isTrue();
        assertThat(lease.job().attempt()).isEqualTo(1);
        assertThat(lease.job().times().expires()).isEqualTo(before.times().expires());
        assertThat(job("job-1").asleep()).isFalse();
        queue.move(lease, "verify", "{}");
        assertThat(job("job-1").stage()).isEqualTo("verify");
    }

    @Test
    void theAttemptIsMeasuredFromItsBeginning() {
        sleeps("job-1", LONG);
        String began = (String) redis.opsForHash().get("job:job-1", "began");
        queue.wake("job-1");

        claim();

        assertThat(redis.opsForHash().get("job:job-1", "began")).isEqualTo(began);
    }

    @Test
    void itsProgressIsToldByThoseWhoWorkForItAndKeptWhenItWakes() {
        sleeps("job-1", LONG);

        assertThat(queue.progressAsleep("job-1", Progress.of("build", 5, 10L, "points", null)))
                .isTrue();

        assertThat(job("job-1").progress()).extracting(Progress::percent).isEqualTo(50.0);
        queue.wake("job-1");
        claim();
        assertThat(job("job-1").progress()).isNotNull();
        assertThat(queue.progressAsleep("job-1", Progress.of("build", 6, 10L, "points", null)))
                .isFalse();
    }

    @Test
    void whoIsWokenBeforeItSleepsDoesNotSleep() {
        queue.enqueue(aJob("job-1"));
        Lease lease = claim();
        assertThat(queue.wake("job-1")).isTrue();

        queue.sleep(lease, LONG, Notes.NONE);

        Lease again = claim();
        assertThat(again.job().attempt()).isEqualTo(1);
        queue.sleep(again, LONG, Notes.NONE);
        assertThat(queue.claim("convert", "w", LEASE)).isEmpty();
    }

    @Test
    void itWakesByItselfWhenItsTimeHasCome() {
        sleeps("job-1", Duration.ZERO);

        await().untilAsserted(() -> {
            queue.reapExpired("convert", LEASE, 0);
            assertThat(job("job-1").state()).isEqualTo(JobState.QUEUED);
        });
        assertThat(claim().job().attempt()).isEqualTo(1);
    }

    @Test
    void itWakesWhenItsAttemptHasTakenTooLong() {
        queue.enqueue(aJob("job-1").within(new Limits(Duration.ofMillis(1), 3)));
        queue.sleep(claim(), LONG, Notes.NONE);

        await().untilAsserted(() -> {
            queue.reapExpired("convert", LEASE, 0);
            assertThat(job("job-1").state()).isEqualTo(JobState.QUEUED);
        });
    }

    @Test
    void cancelledItIsInNobodysHands() {
        sleeps("job-1", LONG);

        control.cancel("job-1", "not wanted");

        assertThat(job("job-1").state()).isEqualTo(JobState.CANCELLED);
        assertThat(job("job-1").asleep()).isFalse();
        assertThat(queue.wake("job-1")).isFalse();
        assertThat(redis.hasKey("asleep:convert")).isFalse();
    }

    @Test
    void cancelledAfterItWasWokenItsAttemptStandsInTheHistory() {
        sleeps("job-1", LONG);
        queue.wake("job-1");

        control.cancel("job-1", "not wanted");

        assertThat(job("job-1").attempt()).isEqualTo(1);
        assertThat(job("job-1").asleep()).isFalse();
        assertThat(redis.opsForStream().range("history", Range.unbounded()))
                .extracting(entry -> entry.getValue().get("status"), entry -> entry.getValue()
                        .get("attempt"))
                .contains(tuple("cancelled", "1"));
    }

    @Test
    void aWordForOneRunDoesNotKeepTheNextFromItsSleep() {
        queue.enqueue(aJob("job-1"));
        Lease first = claim();
        queue.wake("job-1");
        queue.release(first);

        queue.sleep(claim(), LONG, Notes.NONE);

        assertThat(job("job-1").state()).isEqualTo(JobState.RUNNING);
    }

    @Test
    void anAttemptThatFailsAfterASleepIsFollowedByTheNext() {
        sleeps("job-1", LONG);
        queue.wake("job-1");

        queue.retry(claim(), NETWORK_DOWN, Duration.ZERO);

        Lease next = claim();
        assertThat(next.job().attempt()).isEqualTo(2);
        assertThat(next.job().asleep()).isFalse();
    }

    @Test
    void whoHasLostTheLeaseCannotSendItToSleep() {
        queue.enqueue(aJob("job-1"));
        Lease lease = claim();
        queue.release(lease);
        claim();

        assertThatThrownBy(() -> queue.sleep(lease, LONG, Notes.NONE)).isInstanceOf(LeaseLostException.class);
    }

    @Test
    void aJobThatDoesNotRunCannotBeWoken() {
        queue.enqueue(aJob("waits"));

        assertThat(queue.wake("waits")).isFalse();
        assertThat(queue.wake("unknown")).isFalse();
    }

    private void sleeps(String id, Duration most) {
        queue.enqueue(aJob(id).within(new Limits(Duration.ofHours(2), 3)));
        queue.sleep(claim(), most, new Notes("{}", "{\"where\":\"outside\"}"));
    }

    private Lease claim() {
        Optional<Lease> lease = queue.claim("convert", "w", LEASE);
        return lease.orElseThrow();
    }

    private Job job(String id) {
        return queue.get(id).orElseThrow();
    }
}
