package dev.caravan.s3;

import java.nio.charset.StandardCharsets;

/**
 * An object that fits into memory.
 *
 * @param eTag with its quotes; what {@link Condition#unchanged} wants
 */
public record SmallObject(String key, byte[] content, String eTag) {

    public String text() {
        return new String(content, StandardCharsets.UTF_8);
    }
}
