package dev.caravan.version;

import dev.caravan.s3.PublishException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.core.io.ClassPathResource;
import org.springframework.data.redis.core.Cursor;
import org.springframework.data.redis.core.ScanOptions;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.core.script.RedisScript;

/**
 * Which attempt to publish a dataset to a target is the newest one: the hash `version-uploads:<target>`, a field a dataset. An
 * attempt that was taken for dead, and goes on when another one has begun, finds here that it is not its turn any more.
 */
public final class VersionUploads {
    private static final RedisScript<Long> END =
            RedisScript.of(new ClassPathResource("lua/version-upload-end.lua"), Long.class);

    private final StringRedisTemplate redis;

    public VersionUploads(StringRedisTemplate redis) {
        this.redis = redis;
    }

    /**
     * An attempt.
     *
     * @param token random
     * @param version that is being uploaded
     * @param job that uploads it
     */
    public record Attempt(String target, String dataset, String token, String version, String job) {

        private String text() {
            return token + " " + version + " " + job;
        }
    }

    /** Begins one; from now on it is the newest. */
    public Attempt begin(String target, String dataset, String version, String job) {
        Attempt attempt = new Attempt(target, dataset, UUID.randomUUID().toString(), version, job);
        redis.opsForHash().put(hash(target), dataset, attempt.text());
        return attempt;
    }

    /** @throws PublishException when another one has begun since */
    void requireNewest(Attempt attempt) throws PublishException {
        Optional<Attempt> newest = find(attempt.target(), attempt.dataset());
        if (newest.isEmpty() || !newest.get().equals(attempt)) {
            throw new PublishException("target '" + attempt.target() + "': another attempt to publish "
                    + attempt.dataset() + " has begun since"
                    + newest.map(other -> ", by job " + other.job()).orElse(""));
        }
    }

    /** It has come to its end; does nothing when it is not the newest. */
    void end(Attempt attempt) {
        redis.execute(END, List.of(hash(attempt.target())), attempt.dataset(), attempt.text());
    }

    Optional<Attempt> find(String target, String dataset) {
        return Optional.ofNullable(redis.<String, String>opsForHash().get(hash(target), dataset))
                .map(text -> attempt(target, dataset, text.split(" ", -1)));
    }

    /** Datasets of which an attempt was begun, and has not come to its end. */
    List<String> datasets(String target) {
        List<String> datasets = new ArrayList<>();
        try (Cursor<java.util.Map.Entry<String, String>> all =
                redis.<String, String>opsForHash().scan(hash(target), ScanOptions.NONE)) {
            all.forEachRemaining(entry -> datasets.add(entry.getKey()));
        }
        return datasets;
    }

    private static Attempt attempt(String target, String dataset, String[] words) {
        return new Attempt(target, dataset, words[0], words[1], words[2]);
    }

    private static String hash(String target) {
        return "version-uploads:" + target;
    }
}
