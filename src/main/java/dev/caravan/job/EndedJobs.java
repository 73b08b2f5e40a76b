package dev.caravan.job;

import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.springframework.data.redis.core.StringRedisTemplate;

/** Forgets jobs that have ended, a page at a time: Redis serves nobody else while a script runs. Their history stays. */
public final class EndedJobs {
    private static final JobScript SWEEP = new JobScript("sweep");
    private static final JobScript FORGET = new JobScript("forget");
    private static final int PAGE = 200;

    private final StringRedisTemplate redis;
    private final RedisLink link;

    public EndedJobs(StringRedisTemplate redis, RedisLink link) {
        this.redis = redis;
        this.link = link;
    }

    /** Those whose time has come (`caravan.jobs.result-ttl`, `failed-ttl`); {@code forgotten} hears of each page. */
    public void forgetDue(Consumer<List<String>> forgotten) {
        List<String> page;
        do {
            page = texts(link.attempt(() -> SWEEP.run(redis, "", PAGE)).require("sweep"));
            forgotten.accept(page);
        } while (page.size() == PAGE);
    }

    /**
     * Those that ended before this time, whether or not their own has come.
     *
     * @param dryRun only tells which
     */
    public void forgetEndedBefore(Instant time, boolean dryRun, Consumer<List<String>> forgotten) {
        long rank = 0;
        while (rank >= 0) {
            long from = rank;
            List<?> answer = link.attempt(() -> FORGET.run(redis, time.toEpochMilli(), from, PAGE, dryRun))
                    .require("forget");
            forgotten.accept(texts(answer.subList(1, answer.size())));
            rank = Long.parseLong(String.valueOf(answer.get(0)));
        }
    }

    private static List<String> texts(List<?> answer) {
        return answer.stream().map(String::valueOf).toList();
    }
}
