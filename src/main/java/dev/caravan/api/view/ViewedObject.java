package dev.caravan.api.view;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;

/**
 * What the target says of an object, or of a part of it.
 *
 * @param length of what is sent, in bytes
 * @param range `bytes 0-99/1234`; null for the whole
 * @param eTag with its quotes; '' when there is none
 */
record ViewedObject(
        long length,
        @Nullable String range,
        String contentType,
        String eTag,
        @Nullable Instant modified) {
    private static final String UNKNOWN = "application/octet-stream";

    static ViewedObject of(HeadObjectResponse head) {
        return new ViewedObject(
                head.contentLength(), null, type(head.contentType()), tag(head.eTag()), head.lastModified());
    }

    static ViewedObject of(GetObjectResponse got) {
        return new ViewedObject(
                got.contentLength(), got.contentRange(), type(got.contentType()), tag(got.eTag()), got.lastModified());
    }

    private static String type(@Nullable String contentType) {
        return Optional.ofNullable(contentType).orElse(UNKNOWN);
    }

    private static String tag(@Nullable String eTag) {
        return Optional.ofNullable(eTag).orElse("");
    }
}
