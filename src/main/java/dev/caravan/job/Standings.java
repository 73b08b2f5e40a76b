package dev.caravan.job;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.data.redis.core.StringRedisTemplate;

/** Asks how jobs stand at their stages. */
public final class Standings {
    private static final JobScript STANDING = new JobScript("standing");

    private final StringRedisTemplate redis;
    private final RedisLink link;

    public Standings(StringRedisTemplate redis, RedisLink link) {
        this.redis = redis;
        this.link = link;
    }

    /** Empty when there is no such job. */
    public Optional<Standing> of(String job) {
        Reply reply = link.attempt(() -> STANDING.run(redis, job));
        return reply.found(job)
                .map(found -> new Standing(
                        reply.text(0).isEmpty() ? 0 : reply.number(0) + 1,
                        reply.number(1),
                        reply.number(4),
                        time(reply.text(2)),
                        time(reply.text(3)),
                        Instant.ofEpochMilli(reply.number(5))));
    }

    /** A score, which may be written as `1.7e+12`. */
    private static @Nullable Instant time(String score) {
        return score.isEmpty() ? null : Instant.ofEpochMilli((long) Double.parseDouble(score));
    }
}
