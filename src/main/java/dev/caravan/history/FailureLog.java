package dev.caravan.history;

import dev.caravan.history.FailureReport.FailedJob;
import dev.caravan.job.RedisLink;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.data.redis.core.StringRedisTemplate;

/** Reports of what has failed. */
public final class FailureLog {
    private static final HistoryScript JOBS = new HistoryScript("history-failed-jobs");
    private static final HistoryScript ATTEMPTS = new HistoryScript("history-failed-attempts");
    private static final int STEP = 500;

    private final StringRedisTemplate redis;
    private final RedisLink link;
    private final Clock clock;

    public FailureLog(StringRedisTemplate redis, RedisLink link, Clock clock) {
        this.redis = redis;
        this.link = link;
        this.clock = clock;
    }

    /**
     * The report of the last hours.
     *
     * @param hours 1 or more
     * @param most items in it at most; all are counted
     */
    public FailureReport report(int hours, int most) {
        if (hours < 1) {
            throw new IllegalArgumentException("a report of " + hours + " hours; it must be 1 or more");
        }
        long since = clock.instant().minus(Duration.ofHours(hours)).toEpochMilli();
        List<FailedJob> items = new ArrayList<>();
        Map<String, Long> byClass = new TreeMap<>();
        long total = 0;
        List<?> step;
        do {
            long known = total;
            step = link.attempt(() -> JOBS.run(redis, since, known, STEP));
            for (Object fields : step) {
                FailedJob job = job((List<?>) fields);
                byClass.merge(job.failureClass(), 1L, Long::sum);
                if (items.size() < most) {
                    items.add(job);
                }
            }
            total += step.size();
        } while (step.size() == STEP);
        return new FailureReport(hours, total, byClass, attempts(since), items);
    }

    private Map<String, Long> attempts(long since) {
        Map<String, Long> byClass = new TreeMap<>();
        String cursor = "";
        do {
            String from = cursor;
            List<?> step = link.attempt(() -> ATTEMPTS.run(redis, since, from, STEP));
            for (int i = 1; i < step.size(); i += 2) {
                byClass.merge(text(step, i), Long.parseLong(text(step, i + 1)), Long::sum);
            }
            cursor = text(step, 0);
        } while (!cursor.isEmpty());
        return byClass;
    }

    private static FailedJob job(List<?> fields) {
        return new FailedJob(
                text(fields, 0),
                text(fields, 2),
                text(fields, 3),
                text(fields, 4),
                Instant.ofEpochMilli(Long.parseLong(text(fields, 1))));
    }

    private static String text(List<?> list, int index) {
        return String.valueOf(list.get(index));
    }
}
