package dev.caravan.job;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.springframework.data.redis.core.StringRedisTemplate;

/** Finds jobs that do not move as they should. Those whose workers have died are recovered without anybody asking. */
public final class StaleJobs {
    private static final JobScript STALE_JOBS = new JobScript("stale-jobs");
    private static final int VALUES = 5;

    private final StringRedisTemplate redis;
    private final RedisLink link;

    public StaleJobs(StringRedisTemplate redis, RedisLink link) {
        this.redis = redis;
        this.link = link;
    }

    /**
     * Silent ones first. Of those that wait, the thousand that came first are looked at.
     *
     * @param most how many are answered
     */
    public List<StaleJob> find(int most) {
        Reply reply = link.attempt(() -> STALE_JOBS.run(redis, most));
        reply.require("stale jobs");
        List<StaleJob> found = new ArrayList<>();
        for (int i = 0; i < reply.rest().size(); i += VALUES) {
            found.add(new StaleJob(
                    reply.text(i),
                    reply.text(i + 1),
                    StaleJob.Kind.valueOf(reply.text(i + 2)),
                    Instant.ofEpochMilli(reply.number(i + 3)),
                    reply.number(i + 4) == 1));
        }
        return found;
    }
}
