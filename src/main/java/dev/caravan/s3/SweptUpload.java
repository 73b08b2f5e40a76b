package dev.caravan.s3;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An upload in parts that a sweep has come upon.
 *
 * @param key of the object
 * @param upload the server's id of it
 * @param since when its last part was received, of one that is remembered; else when it began
 * @param remembered whether Redis knows its parts, so that it could be gone on with
 * @param job that has begun it, or went on with it last; '' when that is not known
 * @param bytes of the parts that are there; null when that is not known, or was not asked for
 */
public record SweptUpload(
        String key,
        String upload,
        Instant since,
        boolean remembered,
        String job,
        @Nullable Long bytes,
        Fate fate) {

    /** What becomes of it. */
    public enum Fate {
        /** Its job is still to end: it stays, whatever its age. */
        GOES_ON,
        /** It is not old enough: somebody may still go on with it. */
        RECENT,
        /** Nobody will end it: it is to be removed. */
        ABANDONED,
        /** It is not there any more. */
        REMOVED,
        /** It is to be removed, and the server refuses that. */
        REFUSED
    }

    SweptUpload become(Fate other) {
        return new SweptUpload(key, upload, since, remembered, job, bytes, other);
    }
}
