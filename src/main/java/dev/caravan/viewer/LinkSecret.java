package dev.caravan.viewer;

import java.security.SecureRandom;
import java.util.Base64;
import org.springframework.data.redis.core.StringRedisTemplate;

/**
 * The key by which links are signed: 256 random bits in Redis, the same for all instances, made when the first link is. It is read at
 * each request, so that links die everywhere at the moment at which it is replaced.
 */
final class LinkSecret {
    private static final String KEY = "secret:links";
    private static final int BYTES = 32;

    private final StringRedisTemplate redis;
    private final SecureRandom random = new SecureRandom();

    LinkSecret(StringRedisTemplate redis) {
        this.redis = redis;
    }

    byte[] get() {
        String present = redis.opsForValue().get(KEY);
        if (present == null) {
            redis.opsForValue().setIfAbsent(KEY, fresh());
            present = redis.opsForValue().get(KEY);
        }
        if (present == null) {
            throw new IllegalStateException("Redis does not keep '" + KEY + "'");
        }
        return Base64.getDecoder().decode(present);
    }

    void replace() {
        redis.opsForValue().set(KEY, fresh());
    }

    private String fresh() {
        byte[] bits = new byte[BYTES];
        random.nextBytes(bits);
        return Base64.getEncoder().encodeToString(bits);
    }
}
