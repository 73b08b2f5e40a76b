package dev.caravan.support;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.springframework.data.redis.core.StringRedisTemplate;

/** The records of source files as a person at redis-cli sees and edits them. */
public record Records(StringRedisTemplate redis) {

    public Map<String, String> all(Path file) {
        return redis.<String, String>opsForHash().entries(key(file));
    }

    public String get(Path file, String field) {
        return redis.<String, String>opsForHash().get(key(file), field);
    }

    public void set(Path file, String field, String value) {
        redis.opsForHash().put(key(file), field, value);
    }

    public void unset(Path file, String field) {
        redis.opsForHash().delete(key(file), field);
    }

    public void delete(Path file) {
        redis.delete(key(file));
    }

    /** As the queue leaves a record: `status`, and no claim. */
    public void reach(Path file, String status) {
        set(file, "status", status);
        unset(file, "claimed_until");
        if (List.of("QUEUED", "RUNNING").contains(status)) {
            redis.opsForHash().put("job:" + get(file, "job"), "state", status);
        }
    }

    private static String key(Path file) {
        return "file:" + file;
    }
}
