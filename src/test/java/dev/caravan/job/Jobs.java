package dev.caravan.job;

import java.util.List;
import java.util.Map;
import org.springframework.data.redis.core.StringRedisTemplate;

/** Jobs and claims for tests. */
final class Jobs {
    static final String RECORD = "file:/in/a.las";
    static final Failure NETWORK_DOWN = new Failure(FailureKind.INFRASTRUCTURE, "no route to host", "trace");

    private Jobs() {}

    static NewJob aJob(String id) {
        return aJob(id, Priority.NORMAL);
    }

    static NewJob aJob(String id, Priority priority) {
        return aJobOf(id).with(priority);
    }

    static NewJob aJobOf(String id, String... records) {
        return NewJob.unclaimed("convert", "title of " + id, "{}", List.of(records))
                .named(id);
    }

    static NewJob aClaimedJob(String claim, String... records) {
        return aJobOf(claim, records).of(claim);
    }

    /** What the claim script writes into a record. */
    static void aClaim(StringRedisTemplate redis, String record, String claim) {
        redis.opsForHash().putAll(record, Map.of("job", claim, "status", "CLAIMED", "claimed_until", "99"));
    }
}
