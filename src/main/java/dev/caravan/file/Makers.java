package dev.caravan.file;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.core.script.RedisScript;

/**
 * Bean `makers`: tells the other instances by what this one makes octrees. What one that lives has made is not out of date for the
 * others, whatever they would make, so that two with different options do not take every file from each other.
 */
public final class Makers implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Makers.class);

    @SuppressWarnings("rawtypes")
    private static final RedisScript<List> ANNOUNCE = FileScript.plain("makers-announce", List.class);

    /** As in file-verdict.lua: three times as long as between two announcements. */
    private static final String PATIENCE_MS = "60000";

    private final StringRedisTemplate redis;
    private final Maker maker;
    private final String instance;
    private Map<String, String> others = Map.of();

    /** @param instance name of this one */
    public Makers(StringRedisTemplate redis, Maker maker, String instance) {
        this.redis = redis;
        this.maker = maker;
        this.instance = instance;
    }

    /**
     * Says that this instance lives; and once, when it becomes so, that another one makes octrees otherwise. Without effect while Redis
     * is away.
     */
    public synchronized void announce() {
        if (maker.equals(Maker.ANY)) {
            return;
        }
        try {
            Map<String, String> now = others(redis.execute(ANNOUNCE, List.of(), maker.mark(), instance, PATIENCE_MS));
            if (!now.isEmpty() && !now.equals(others)) {
                LOG.warn("{}", warning(now));
            }
            others = now;
        } catch (DataAccessException e) {
            LOG.debug("the others cannot be told by what octrees are made here", e);
        }
    }

    /** This instance ends; the others may make anew what it has made. */
    @Override
    public synchronized void close() {
        try {
            if (instance.equals(redis.opsForHash().get("makers:names", maker.mark()))) {
                redis.opsForZSet().remove("makers", maker.mark());
            }
        } catch (DataAccessException e) {
            LOG.debug("the others will notice in a minute that this instance has ended", e);
        }
    }

    /** Instances that live and make octrees otherwise, by the marks of what they make them by. */
    synchronized Map<String, String> others() {
        return others;
    }

    private String warning(Map<String, String> now) {
        return "the instance '" + instance + "' makes octrees by " + maker.mark() + ", but "
                + now.entrySet().stream()
                        .map(other -> "'" + other.getValue() + "' by " + other.getKey())
                        .toList()
                + ": their settings of caravan.convert differ. As long as both run, neither makes anew what the other has made;"
                + " give all instances the same settings";
    }

    private static Map<String, String> others(List<?> answer) {
        Map<String, String> others = new TreeMap<>();
        for (int i = 0; i + 1 < answer.size(); i += 2) {
            others.put(String.valueOf(answer.get(i)), String.valueOf(answer.get(i + 1)));
        }
        return others;
    }
}
