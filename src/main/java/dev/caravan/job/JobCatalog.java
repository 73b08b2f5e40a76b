package dev.caravan.job;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.data.redis.core.StringRedisTemplate;

/**
 * Finds jobs. A call of the script looks at a bounded number of them, so that Redis is never kept from its work; a page is made of a
 * bounded number of calls, and may therefore be short, even empty, although more follows.
 */
public final class JobCatalog {
    private static final JobScript PAGE = new JobScript("jobs-page");
    /** Some milliseconds of Redis. */
    private static final int LOOKED_AT = 2000;

    private static final int MOST_CALLS = 25;

    private final StringRedisTemplate redis;
    private final RedisLink link;
    private final int lookedAt;

    public JobCatalog(StringRedisTemplate redis, RedisLink link) {
        this(redis, link, LOOKED_AT);
    }

    /** @param lookedAt jobs in one call */
    JobCatalog(StringRedisTemplate redis, RedisLink link, int lookedAt) {
        this.redis = redis;
        this.link = link;
        this.lookedAt = lookedAt;
    }

    /**
     * The jobs that satisfy the filter.
     *
     * @param from where the page before has ended; null for the beginning
     * @param limit at most so many; at least 1
     */
    public JobPage list(JobFilter filter, JobOrder order, @Nullable JobCursor from, int limit) {
        List<Job> items = new ArrayList<>();
        JobCursor next = from;
        for (int call = 0; call < MOST_CALLS; call++) {
            List<?> page = page(filter, order, next, limit - items.size());
            page.subList(1, page.size()).forEach(fields -> items.add(job(fields)));
            next = cursor(String.valueOf(page.get(0)));
            if (next == null || items.size() == limit) {
                break;
            }
        }
        return new JobPage(items, next);
    }

    private List<?> page(JobFilter filter, JobOrder order, @Nullable JobCursor from, int limit) {
        String arrival = Optional.ofNullable(from)
                .map(cursor -> String.valueOf(cursor.arrival()))
                .orElse("");
        boolean newest = order == JobOrder.NEWEST;
        return link.attempt(() -> PAGE.run(redis, filter.toJson(), arrival, newest, limit, lookedAt))
                .require("list");
    }

    private static Job job(Object fields) {
        return JobFields.of((List<?>) fields).toJob();
    }

    private static @Nullable JobCursor cursor(String arrival) {
        return arrival.isEmpty() ? null : new JobCursor(Long.parseLong(arrival));
    }
}
