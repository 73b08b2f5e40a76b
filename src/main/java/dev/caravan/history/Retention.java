package dev.caravan.history;

import dev.caravan.job.RedisLink;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.LongStream;
import org.springframework.data.domain.Range;
import org.springframework.data.redis.connection.Limit;
import org.springframework.data.redis.core.StringRedisTemplate;

/** Trims what has become too old from the beginning of the history, and from its indexes and reports, in small steps. */
public final class Retention {
    private static final HistoryScript TRIM = new HistoryScript("history-trim");
    private static final HistoryScript COUNT = new HistoryScript("history-count");
    /** Redis serves nobody else during a step. */
    private static final int STEP = 250;

    private final StringRedisTemplate redis;
    private final RedisLink link;

    public Retention(StringRedisTemplate redis, RedisLink link) {
        this.redis = redis;
        this.link = link;
    }

    /**
     * Forgets what was written down before this time.
     *
     * @return how many operations
     */
    public long trim(Instant before) {
        trimReports(before);
        long trimmed = 0;
        long step;
        do {
            step = Long.parseLong(String.valueOf(link.attempt(() -> TRIM.run(redis, before.toEpochMilli(), STEP))
                    .get(0)));
            trimmed += step;
        } while (step == STEP);
        return trimmed;
    }

    /** How many operations {@link #trim} would forget. */
    public long count(Instant before) {
        long counted = 0;
        String cursor = "";
        do {
            String from = cursor;
            List<?> answer = link.attempt(() -> COUNT.run(redis, before.toEpochMilli(), from, STEP));
            counted += Long.parseLong(String.valueOf(answer.get(0)));
            cursor = String.valueOf(answer.get(1));
        } while (!cursor.isEmpty());
        return counted;
    }

    /** Those of whole days that are before the time; the history's first entry says where they begin. */
    private void trimReports(Instant before) {
        List<String> days = LongStream.range(firstDay(before), Performance.day(before))
                .mapToObj(Performance::key)
                .toList();
        if (!days.isEmpty()) {
            link.attempt(() -> redis.unlink(days));
        }
    }

    private long firstDay(Instant before) {
        return Objects.requireNonNull(link.attempt(() -> redis.<String, String>opsForStream()
                        .range("history", Range.unbounded(), Limit.limit().count(1))))
                .stream()
                .map(first -> OperationId.ofEntry(first.getId().getValue()).milliseconds()
                        / Duration.ofDays(1).toMillis())
                .findFirst()
                .orElseGet(() -> Performance.day(before));
    }
}
