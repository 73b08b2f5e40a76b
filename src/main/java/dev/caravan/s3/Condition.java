package dev.caravan.s3;

import org.jspecify.annotations.Nullable;

/**
 * When an object may be written (RFC 9110, section 13.1).
 *
 * @param absent only when there is no object of this key: `If-None-Match: *`
 * @param eTag only when the object has this ETag, with its quotes: `If-Match`; null for any
 */
public record Condition(boolean absent, @Nullable String eTag) {
    public static final Condition ALWAYS = new Condition(false, null);
    public static final Condition ABSENT = new Condition(true, null);

    public static Condition unchanged(String eTag) {
        return new Condition(false, eTag);
    }
}
