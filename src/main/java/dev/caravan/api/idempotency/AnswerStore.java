package dev.caravan.api.idempotency;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.caravan.api.ApiJson;
import dev.caravan.job.RedisLink;
import java.time.Duration;
import java.util.Optional;
import org.springframework.data.redis.core.StringRedisTemplate;

/** Keeps answers in Redis, so that any instance can give them again. */
public final class AnswerStore {
    private static final Duration KEPT = Duration.ofHours(24);
    /** An instance that dies within a request leaves its key; for so long it is answered with 409. */
    private static final Duration LONGEST_REQUEST = Duration.ofMinutes(10);

    private final StringRedisTemplate redis;
    private final RedisLink link;

    public AnswerStore(StringRedisTemplate redis, RedisLink link) {
        this.redis = redis;
        this.link = link;
    }

    /** Takes the key for a request that begins now; what is kept already when somebody has it. */
    Optional<KeptAnswer> begin(String key, String request) {
        KeptAnswer running = KeptAnswer.running(request);
        boolean first = link.attempt(
                () -> Boolean.TRUE.equals(redis.opsForValue().setIfAbsent(name(key), write(running), LONGEST_REQUEST)));
        if (first) {
            return Optional.empty();
        }
        return Optional.of(
                Optional.ofNullable(link.attempt(() -> redis.opsForValue().get(name(key))))
                        .map(AnswerStore::read)
                        .orElse(running));
    }

    void end(String key, KeptAnswer answer) {
        link.attempt(() -> {
            redis.opsForValue().set(name(key), write(answer), KEPT);
            return true;
        });
    }

    /** The request has not been done, and may be sent again. */
    void forget(String key) {
        link.attempt(() -> redis.delete(name(key)));
    }

    private static String name(String key) {
        return "idempotency:" + key;
    }

    private static String write(KeptAnswer answer) {
        try {
            return ApiJson.writer().writeValueAsString(answer);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an answer of texts, a number and bytes is always JSON", e);
        }
    }

    private static KeptAnswer read(String json) {
        try {
            return ApiJson.writer().readValue(json, KeptAnswer.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an answer that was kept is malformed", e);
        }
    }
}
