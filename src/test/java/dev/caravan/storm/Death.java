package dev.caravan.storm;

import dev.caravan.support.Site;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.springframework.data.redis.core.HashOperations;
import org.springframework.data.redis.core.StringRedisTemplate;

/**
 * The end of one life of the service: what Redis knew when nobody wrote to it any more.
 *
 * @param at just before the signal, by {@link System#nanoTime}
 * @param remembered parts, as {@link #part} writes them
 * @param running stages of the jobs that somebody was working on, by the jobs' ids
 */
record Death(long at, Set<String> remembered, Map<String, String> running) {
    private static final String PART = "part:";

    Death {
        remembered = Set.copyOf(remembered);
        running = Map.copyOf(running);
    }

    /** To be called when the process has ended. */
    static Death seen(long at, Site site) {
        StringRedisTemplate redis = site.redis().template();
        HashOperations<String, String, String> hashes = redis.opsForHash();
        Set<String> remembered = new HashSet<>();
        for (String upload : Objects.requireNonNull(redis.opsForSet().members("uploads"))) {
            Map<String, String> hash = hashes.entries(upload);
            hash.keySet().stream()
                    .filter(field -> field.startsWith(PART))
                    .forEach(field -> remembered.add(part(hash.get("upload"), field.substring(PART.length()))));
        }
        Map<String, String> running = new HashMap<>();
        for (String job : site.jobs()) {
            Map<String, String> hash = hashes.entries(job);
            if ("RUNNING".equals(hash.get("state")) && hash.containsKey("stage")) {
                running.put(job.substring("job:".length()), hash.get("stage"));
            }
        }
        return new Death(at, remembered, running);
    }

    @Override
    public String toString() {
        return remembered.size() + " parts remembered, at work: "
                + running.values().stream().sorted().toList();
    }

    /** @param upload the server's id */
    static String part(String upload, String number) {
        return number + " of " + upload;
    }
}
