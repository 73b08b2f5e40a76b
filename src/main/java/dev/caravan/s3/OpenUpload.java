package dev.caravan.s3;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An upload in parts that has begun and not ended.
 *
 * @param id the server's
 * @param since when its last part was received, of one that is remembered; else when it began
 * @param remembered null when nobody here remembers it
 */
record OpenUpload(
        String key, String id, Instant since, @Nullable UploadState remembered) {

    /** The job that it is done for; '' when that is not known. */
    String job() {
        return remembered == null ? "" : remembered.job();
    }
}
