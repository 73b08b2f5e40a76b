package dev.caravan.retention;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.springframework.data.redis.core.StringRedisTemplate;

/** The newest look through each source directory, of whichever instance: the hash `retention:looks`. */
public final class Looks {
    private static final String KEY = "retention:looks";

    private final JsonMapper json = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private final StringRedisTemplate redis;

    public Looks(StringRedisTemplate redis) {
        this.redis = redis;
    }

    void put(SourceLook look) {
        try {
            redis.opsForHash().put(KEY, look.source(), json.writeValueAsString(look));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("a look cannot be written as JSON: " + look, e);
        }
    }

    Optional<SourceLook> of(String source) {
        return of(List.of(source)).stream().findFirst();
    }

    /** Of these directories, in this order; of those that were looked through. */
    public List<SourceLook> of(Collection<String> sources) {
        return redis.<String, String>opsForHash().multiGet(KEY, sources).stream()
                .filter(Objects::nonNull)
                .map(this::look)
                .toList();
    }

    private SourceLook look(String text) {
        try {
            return json.readValue(text, SourceLook.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(
                    "the hash '" + KEY + "' holds what is no look: " + e.getOriginalMessage(), e);
        }
    }
}
