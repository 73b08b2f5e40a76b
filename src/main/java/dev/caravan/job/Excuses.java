package dev.caravan.job;

import org.springframework.data.redis.core.StringRedisTemplate;

/** Parts of jobs for which nobody waits any more. */
public final class Excuses {
    private static final JobScript EXCUSE = new JobScript("excuse");

    private final StringRedisTemplate redis;
    private final RedisLink link;

    public Excuses(StringRedisTemplate redis, RedisLink link) {
        this.redis = redis;
        this.link = link;
    }

    /**
     * The job of which this one is a part goes on without it, when its other parts have ended. Without effect on a job that is no
     * part of another.
     *
     * @return whether it is a part of another
     */
    public boolean excuse(String id) {
        return link.insist(() -> EXCUSE.run(redis, id)).found(id).isPresent();
    }
}
