package dev.caravan.s3;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.data.redis.core.StringRedisTemplate;

/**
 * In Redis, for all instances and their next start: the text `capabilities:<target>`, JSON of {@link Capabilities} and of whom they are.
 * While Redis is away, what this instance has heard last counts.
 */
public final class RedisCapabilities implements RememberedCapabilities {
    private static final Logger LOG = LoggerFactory.getLogger(RedisCapabilities.class);

    private final JsonMapper json = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private final OwnCapabilities own = new OwnCapabilities();
    private final StringRedisTemplate redis;

    public RedisCapabilities(StringRedisTemplate redis) {
        this.redis = redis;
    }

    /** @param of {@link #identity} of the target at that time */
    private record Kept(String of, Capabilities found) {}

    @Override
    public Optional<Capabilities> find(TargetSettings target) {
        try {
            Optional<Capabilities> found = read(target);
            found.ifPresent(capabilities -> own.put(target, capabilities));
            return found;
        } catch (DataAccessException e) {
            LOG.debug("what the server of target {} can do was not read from Redis", target.name(), e);
            return own.find(target);
        }
    }

    @Override
    public void put(TargetSettings target, Capabilities found) {
        own.put(target, found);
        try {
            redis.opsForValue().set(key(target), json.writeValueAsString(new Kept(identity(target), found)));
        } catch (DataAccessException e) {
            LOG.warn("target {}: other instances have to ask its server themselves: {}", target.name(), e.getMessage());
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("capabilities cannot be written as JSON: " + found, e);
        }
    }

    private Optional<Capabilities> read(TargetSettings target) {
        String text = redis.opsForValue().get(key(target));
        if (text == null) {
            return Optional.empty();
        }
        try {
            Kept kept = json.readValue(text, Kept.class);
            return Optional.of(kept)
                    .filter(one -> one.of().equals(identity(target)))
                    .map(Kept::found);
        } catch (JsonProcessingException e) {
            LOG.warn("the record '{}' is damaged, and made anew: {}", key(target), e.getOriginalMessage());
            return Optional.empty();
        }
    }

    private static String key(TargetSettings target) {
        return "capabilities:" + target.name();
    }

    /** All that an answer of the server may depend on; hashed, because an account is nobody's business. */
    private static String identity(TargetSettings target) {
        String all = String.join(
                "\n",
                target.place(),
                target.region(),
                target.acl(),
                target.credentials(),
                target.profile(),
                target.accessKey());
        return HexFormat.of().formatHex(ObjectDigests.sha256().digest(all.getBytes(StandardCharsets.UTF_8)));
    }
}
