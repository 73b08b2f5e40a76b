package dev.caravan.version;

import dev.caravan.s3.PublishException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.core.io.ClassPathResource;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.core.script.RedisScript;

/**
 * Who may switch the pointer of a dataset in a target, and delete its versions: one at a time, in all instances. A lock is the key
 * `version-lock:<target>:<dataset>` in Redis; one whose owner has died ends by itself.
 */
public final class DatasetLocks {
    private static final RedisScript<Long> RENEW = script("lock-renew");
    private static final RedisScript<Long> RELEASE = script("lock-release");
    private static final long PAUSE_MS = 50;

    private final StringRedisTemplate redis;
    private final Duration length;

    /** @param length of a lock from its last renewal, more than any one request takes that is made under it */
    public DatasetLocks(StringRedisTemplate redis, Duration length) {
        this.redis = redis;
        this.length = length;
    }

    /** Waits for it, twice as long as a dead owner keeps it. */
    public Held take(String target, String dataset) throws IOException {
        long end = System.nanoTime() + length.multipliedBy(2).toNanos();
        Optional<Held> held = tryTake(target, dataset);
        while (held.isEmpty()) {
            if (System.nanoTime() > end) {
                throw new PublishException(
                        "target '" + target + "': the versions of " + dataset + " have been in other hands for "
                                + length.multipliedBy(2).toSeconds() + " s");
            }
            rest();
            held = tryTake(target, dataset);
        }
        return held.get();
    }

    /** Empty when somebody else has it. */
    Optional<Held> tryTake(String target, String dataset) {
        Held held = new Held("version-lock:" + target + ":" + dataset);
        return held.taken() ? Optional.of(held) : Optional.empty();
    }

    private static void rest() throws InterruptedIOException {
        try {
            Thread.sleep(PAUSE_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while waiting for the lock of a dataset's versions");
        }
    }

    private static RedisScript<Long> script(String name) {
        return RedisScript.of(new ClassPathResource("lua/" + name + ".lua"), Long.class);
    }

    /** A lock in our hands. */
    public final class Held implements AutoCloseable {
        private final String key;
        private final String token = UUID.randomUUID().toString();

        private Held(String key) {
            this.key = key;
        }

        /** Renews it by itself, for work that is no sequence of requests; until that is closed, before the lock is. */
        public Renewal keep() {
            return new Renewal(this, length.dividedBy(3));
        }

        private boolean taken() {
            return Boolean.TRUE.equals(redis.opsForValue().setIfAbsent(key, token, length));
        }

        /** @throws PublishException when it has ended, so that somebody else may have it */
        public void renew() throws PublishException {
            if (redis.execute(RENEW, List.of(key), token, Long.toString(length.toMillis())) == 0) {
                throw new PublishException(
                        "the lock '" + key + "' has ended after " + length.toSeconds() + " s without a renewal");
            }
        }

        @Override
        public void close() {
            redis.execute(RELEASE, List.of(key), token);
        }
    }
}
