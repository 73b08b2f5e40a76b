package dev.caravan.version;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.caravan.s3.PublishException;
import dev.caravan.s3.SmallObject;

/** A pointer as JSON. */
final class PointerJson {
    private static final JsonMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();

    private PointerJson() {}

    static byte[] write(Pointer pointer) {
        try {
            return (JSON.writeValueAsString(pointer) + "\n").getBytes(UTF_8);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("a pointer cannot be written as JSON: " + pointer, e);
        }
    }

    /** @throws PublishException when it is no pointer, or one of a newer format: such a one is not overwritten */
    static Pointer read(SmallObject object) throws PublishException {
        try {
            JsonNode tree = JSON.readTree(object.content());
            int format = tree.path("format").asInt();
            if (format != Pointer.FORMAT) {
                throw new PublishException(object.key() + " has the format " + tree.path("format")
                        + ", this release knows " + Pointer.FORMAT);
            }
            return JSON.treeToValue(tree, Pointer.class);
        } catch (JsonProcessingException | IllegalArgumentException | NullPointerException e) {
            throw notOne(object, e);
        } catch (PublishException e) {
            throw e;
        } catch (java.io.IOException e) {
            throw notOne(object, e);
        }
    }

    private static PublishException notOne(SmallObject object, Exception e) {
        return new PublishException(
                object.key() + " is no pointer to a version; remove it, or publish elsewhere: " + e.getMessage(), e);
    }
}
