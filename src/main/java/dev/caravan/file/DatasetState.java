package dev.caravan.file;

import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where a dataset stands, in one word for its whole way (row S1.8): what a record says by its status and its stage.
 * `verify` belongs to the conversion, `record` to the upload.
 */
public enum DatasetState {
    SUBMITTED,
    CONVERSION_QUEUED,
    CONVERTING,
    CONVERSION_ERROR,
    UPLOAD_QUEUED,
    UPLOADING,
    UPLOAD_ERROR,
    UNPUBLISHING,
    UNPUBLISH_ERROR,
    DONE,
    CANCELLED,
    REFUSED;

    private static final Set<String> UPLOAD =
            Set.of("publish", "publish-s3", "record", "archive-publish", "complete", "tidy");

    /** As it is written outside: `conversion queued`. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /** @param stage null before the first */
    public static DatasetState of(FileStatus status, @Nullable String stage) {
        if ("unpublish".equals(stage)) {
            return unpublish(status);
        }
        boolean upload = stage != null && UPLOAD.contains(stage);
        return switch (status) {
            case CLAIMED -> SUBMITTED;
            case QUEUED -> upload ? UPLOAD_QUEUED : CONVERSION_QUEUED;
            case RUNNING -> upload ? UPLOADING : CONVERTING;
            case COMPLETED -> DONE;
            case FAILED -> upload ? UPLOAD_ERROR : CONVERSION_ERROR;
            case CANCELLED -> CANCELLED;
            case REFUSED -> REFUSED;
        };
    }

    private static DatasetState unpublish(FileStatus status) {
        return switch (status) {
            case QUEUED, RUNNING -> UNPUBLISHING;
            case FAILED -> UNPUBLISH_ERROR;
            case CLAIMED, COMPLETED, CANCELLED, REFUSED -> of(status, null);
        };
    }
}
