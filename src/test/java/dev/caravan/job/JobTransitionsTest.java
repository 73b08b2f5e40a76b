package dev.caravan.job;

import static dev.caravan.job.Jobs.NETWORK_DOWN;
import static dev.caravan.job.Jobs.aJob;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.caravan.support.RealRedis;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.data.redis.core.StringRedisTemplate;

/** Each operation that changes a state, tried from each state: what the table forbids is not written by any script. */
@ExtendWith(RealRedis.class)
class JobTransitionsTest {
    private static final Duration LEASE = Duration.ofMinutes(1);

    private final StringRedisTemplate redis = RealRedis.template();
    private final JobQueue queue = new JobQueue(redis, new RedisLink(), Duration.ofHours(1), Duration.ofDays(30));

    enum Operation {
        MOVE(JobState.QUEUED, (queue, lease) -> queue.move(lease, "verify", "{}")),
        RETRY(JobState.QUEUED, (queue, lease) -> queue.retry(lease, NETWORK_DOWN, Duration.ZERO)),
        RELEASE(JobState.QUEUED, JobQueue::release),
        COMPLETE(JobState.COMPLETED, JobQueue::complete),
        PARK(JobState.FAILED, (queue, lease) -> queue.park(lease, NETWORK_DOWN)),
        CANCEL(JobState.CANCELLED, (queue, lease) -> new JobControl(RealRedis.template(), new RedisLink())
                .cancel(lease.id(), "x"));

        private final JobState to;
        private final BiConsumer<JobQueue, Lease> call;

        Operation(JobState to, BiConsumer<JobQueue, Lease> call) {
            this.to = to;
            this.call = call;
        }

        boolean allowedFrom(JobState from) {
            return from.canBecome(to);
        }
    }

    static Stream<Arguments> operationsAndStates() {
        return Arrays.stream(Operation.values()).flatMap(operation -> Arrays.stream(JobState.values())
                .filter(from -> !(operation == Operation.CANCEL && from == JobState.CANCELLED)) // the repeated question
                .map(from -> Arguments.of(operation, from)));
    }

    @ParameterizedTest
    @MethodSource("operationsAndStates")
    void aScriptWritesOnlyWhatTheTableAllows(Operation operation, JobState from) {
        queue.enqueue(aJob("a"));
        Lease lease = queue.claim("convert", "w", LEASE).orElseThrow();
        redis.opsForHash().put("job:a", "state", from.name());
        Map<Object, Object> before = redis.opsForHash().entries("job:a");

        if (operation.allowedFrom(from)) {
            operation.call.accept(queue, lease);
            assertThat(queue.get("a").orElseThrow().state()).isEqualTo(operation.to);
        } else {
            assertThatThrownBy(() -> operation.call.accept(queue, lease))
                    .isInstanceOf(IllegalTransitionException.class)
                    .hasMessage("job a is %s and cannot become %s", from, operation.to);
            assertThat(redis.opsForHash().entries("job:a")).isEqualTo(before);
        }
    }

    @ParameterizedTest
    @MethodSource("states")
    void onlyAQueuedJobIsClaimed(JobState from) {
        queue.enqueue(aJob("a"));
        redis.opsForHash().put("job:a", "state", from.name());

        assertThat(queue.claim("convert", "w", LEASE).isPresent()).isEqualTo(from.canBecome(JobState.RUNNING));
    }

    @ParameterizedTest
    @MethodSource("states")
    void onlyARunningJobIsTakenAway(JobState from) {
        queue.enqueue(aJob("a"));
        queue.claim("convert", "w", LEASE);
        redis.opsForHash().put("job:a", "state", from.name());
        redis.opsForZSet().add("leases:convert", "a", 1);

        Reaped reaped = queue.reapExpired("convert", LEASE, 5);

        assertThat(reaped.requeued()).isEqualTo(from == JobState.RUNNING ? 1 : 0);
    }

    static Stream<JobState> states() {
        return Arrays.stream(JobState.values());
    }
}
