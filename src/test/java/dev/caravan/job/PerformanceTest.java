package dev.caravan.job;

import static dev.caravan.job.Jobs.NETWORK_DOWN;
import static dev.caravan.job.Jobs.aJob;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import dev.caravan.history.FailureLog;
import dev.caravan.history.FailureReport;
import dev.caravan.history.History;
import dev.caravan.history.NewOperation;
import dev.caravan.history.OperationStatus;
import dev.caravan.history.Performance;
import dev.caravan.history.PerformanceReport;
import dev.caravan.history.PerformanceRow;
import dev.caravan.support.RealRedis;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.data.redis.core.StringRedisTemplate;

/** The reports of what the queue's scripts have counted. */
@ExtendWith(RealRedis.class)
class PerformanceTest {
    /** As much a percentile may differ from the true one, see the classes' documentation; and half a millisecond. */
    private static final double CLASS = Math.pow(2, 1 / 8.0);

    private static final JobScript REPORT = new JobScript("report-entry");

    private final StringRedisTemplate redis = RealRedis.template();
    private final JobQueue queue = new JobQueue(redis, new RedisLink(), Duration.ofHours(24), Duration.ofDays(30));
    private final Performance performance = new Performance(redis, new RedisLink(), Clock.systemUTC());

    @Test
    void percentilesAreRightToTheWidthOfAClassAndTheMeanIsExact() {
        Random random = new Random(2);
        long[] durations = random.doubles(2000)
                .mapToLong(x -> Math.round(Math.exp(3 + 12 * x)))
                .toArray();
        for (long duration : durations) {
            REPORT.run(redis, "convert", 5_000_000, "success", duration);
        }

        PerformanceRow row = performance.report(1, "convert").rows().get(0);

        Arrays.sort(durations);
        assertThat(row.sizeClass()).isEqualTo("10MB");
        assertThat(row.meanSeconds())
                .isCloseTo(Arrays.stream(durations).average().orElseThrow() / 1000, within(1e-6));
        assertNear(row.p50(), durations[999]);
        assertNear(row.p90(), durations[1799]);
        assertNear(row.p99(), durations[1979]);
    }

    @Test
    void rowsAreByTypeAndSizeAndTotalsByType() {
        REPORT.run(redis, "convert", 10, "success", 1000);
        REPORT.run(redis, "convert", 10, "failed", 5);
        REPORT.run(redis, "convert", 2_000_000_000L, "success", 4000);
        REPORT.run(redis, "convert", 900_000_000_000L, "cancelled", 4000);
        REPORT.run(redis, "verify", 10, "failed", 5);

        PerformanceReport report = performance.report(7, "");

        assertThat(report.rows())
                .extracting(PerformanceRow::type, PerformanceRow::sizeClass, PerformanceRow::count)
                .containsExactly(
                        tuple("convert", "1MB", 2L),
                        tuple("convert", "10GB", 1L),
                        tuple("convert", "larger", 1L),
                        tuple("verify", "1MB", 1L));
        assertThat(report.totals()).hasSize(2);
        PerformanceRow convert = report.totals().get(0);
        assertThat(convert.successRate()).isEqualTo(0.5);
        assertThat(convert.meanSeconds()).isEqualTo(2.5);
        assertThat(report.totals().get(1).meanSeconds()).isNull();
        assertThat(report.totals().get(1).p50()).isNull();
        assertThat(Duration.between(report.from(), report.to())).isBetween(Duration.ofDays(6), Duration.ofDays(7));
    }

    @Test
    void daysBeforeThoseThatAreAskedForDoNotCount() {
        long today = System.currentTimeMillis() / 86_400_000;
        redis.opsForHash().put("report:" + (today - 1), "convert|1MB|success|40", "3");

        assertThat(performance.report(1, "").rows()).isEmpty();
        assertThat(performance.report(2, "").rows().get(0).count()).isEqualTo(3);
    }

    @Test
    void aWholeJobIsCountedByItsType() {
        queue.enqueue(aJob("a"));
        queue.move(claim("convert"), "verify", "{}");
        queue.complete(claim("verify"));
        queue.enqueue(aJob("b"));
        queue.park(claim("convert"), NETWORK_DOWN);

        PerformanceRow jobs =
                performance.report(1, "dataset_conversion").totals().get(0);

        assertThat(jobs.count()).isEqualTo(2);
        assertThat(jobs.succeeded()).isEqualTo(1);
        assertThat(jobs.failed()).isEqualTo(1);
    }

    @Test
    void failuresAreThoseOfJobsAndBesideThemAllThatFailed() {
        FailureLog log = new FailureLog(redis, new RedisLink(), Clock.systemUTC());
        queue.enqueue(aJob("a"));
        queue.retry(claim("convert"), NETWORK_DOWN, Duration.ZERO);
        queue.park(claim("convert"), new Failure(FailureKind.BAD_INPUT, "bounding box has NaN", ""));
        queue.enqueue(aJob("b"));
        queue.retry(claim("convert"), NETWORK_DOWN, Duration.ZERO);

        new History(redis, new RedisLink())
                .append(NewOperation.on("/in/b.las", "upload").ended(OperationStatus.FAILED, "", "no route"));

        FailureReport report = log.report(24, 10);

        assertThat(report.total()).isEqualTo(1);
        assertThat(report.byClass()).isEqualTo(Map.of("BAD_INPUT", 1L));
        assertThat(report.attempts()).isEqualTo(Map.of("INFRASTRUCTURE", 2L, "BAD_INPUT", 1L));
        assertThat(report.items()).singleElement().satisfies(job -> {
            assertThat(job.job()).isEqualTo("a");
            assertThat(job.target()).isEqualTo("title of a");
            assertThat(job.failureClass()).isEqualTo("BAD_INPUT");
            assertThat(job.reason()).isEqualTo("bounding box has NaN");
        });
    }

    @Test
    void manyFailuresAreAllCounted() {
        for (int i = 0; i < 1203; i++) {
            queue.enqueue(aJob("job-" + i));
            queue.park(claim("convert"), NETWORK_DOWN);
        }

        FailureReport report = new FailureLog(redis, new RedisLink(), Clock.systemUTC()).report(1, 7);

        assertThat(report.total()).isEqualTo(1203);
        assertThat(report.attempts()).isEqualTo(Map.of("INFRASTRUCTURE", 1203L));
        assertThat(report.items()).hasSize(7);
        assertThat(report.items().get(0).job()).isEqualTo("job-1202");
    }

    private static void assertNear(Double seconds, long milliseconds) {
        assertThat(seconds * 1000).isBetween(milliseconds / CLASS - 0.5, milliseconds * CLASS + 0.5);
    }

    private Lease claim(String stage) {
        return queue.claim(stage, "w", Duration.ofMinutes(1)).orElseThrow();
    }
}
