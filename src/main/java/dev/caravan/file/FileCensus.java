package dev.caravan.file;

import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.core.script.RedisScript;

/**
 * Counts files by status, by looking at each record in small steps. The answer is kept for ten seconds, and longer where counting
 * itself takes long: twenty times as long as that took, in each instance. Counters that the scripts keep would cost
 * each change of each job, and would be wrong as soon as somebody deletes a record.
 */
public final class FileCensus {
    @SuppressWarnings("rawtypes")
    private static final RedisScript<List> COUNT = FileScript.plain("file-count", List.class);

    /** Redis serves nobody else during one step, so steps are bounded. */
    private static final String LOOKED_AT = "5000";

    private static final Duration KEPT = Duration.ofSeconds(10);
    private static final int REST = 20;

    private final StringRedisTemplate redis;
    private final FileIndex index;
    private final Clock clock;
    private @Nullable FileCounts counts;
    private Duration kept = KEPT;

    public FileCensus(StringRedisTemplate redis, Clock clock) {
        this.redis = redis;
        this.index = new FileIndex(redis);
        this.clock = clock;
    }

    /** The newest counts; others who ask while they are made wait for them. */
    public synchronized FileCounts counts() {
        FileCounts known = counts;
        if (known == null || !clock.instant().isBefore(known.at().plus(kept))) {
            long began = System.nanoTime();
            known = count();
            Duration took = Duration.ofNanos(System.nanoTime() - began);
            kept = took.multipliedBy(REST).compareTo(KEPT) > 0 ? took.multipliedBy(REST) : KEPT;
            counts = known;
        }
        return known;
    }

    private FileCounts count() {
        index.complete();
        Map<String, Long> byStatus = new HashMap<>();
        String after = "";
        do {
            List<?> answer = redis.execute(COUNT, List.of(), after, LOOKED_AT);
            for (int i = 1; i < answer.size(); i += 2) {
                byStatus.merge((String) answer.get(i), ((Number) answer.get(i + 1)).longValue(), Long::sum);
            }
            after = (String) answer.get(0);
        } while (!after.isEmpty());
        return new FileCounts(byStatus, clock.instant());
    }
}
