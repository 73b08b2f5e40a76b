package dev.caravan.job;

import java.util.List;
import java.util.Map;
import org.springframework.data.redis.core.StringRedisTemplate;

/** Jobs and claims for tests. */
final class Jobs {
    static final String RECORD = "file:/in/a.las";
    static final Failure NETWORK_DOWN = new Failure(FailureKind.PASSING_FAULT, "no route to host", "trace");

    private Jobs() {}

    static NewJob aJob(String id) {
        return aJob(id, Priority.NORMAL);
    }

    static NewJob aJob(String id, Priority priority) {
        return new NewJob(id, false, "convert", priority, "title of " + id, "{}", List.of());
    }

    static NewJob aJobOf(String id, String... records) {
        return new NewJob(id, false, "convert", Priority.NORMAL, id, "{}", List.of(records));
    }

    static NewJob aClaimedJob(String claim, String... records) {
        return new NewJob(claim, true, "convert", Priority.NORMAL, claim, "{}", List.of(records));
    }

    /** What the claim script writes into a record. */
    static void aClaim(StringRedisTemplate redis, String record, String claim) {
        redis.opsForHash().putAll(record, Map.of("job", claim, "status", "CLAIMED", "claimed_until", "99"));
    }
}
