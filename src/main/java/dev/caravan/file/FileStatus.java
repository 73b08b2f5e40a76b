package dev.caravan.file;

/** Where a source file stands; the field `status` of its record. */
public enum FileStatus {
    /** Taken by an instance that has not put it into the queue yet; valid until `claimed_until`. */
    CLAIMED,
    QUEUED,
    RUNNING,
    COMPLETED,
    FAILED,
    CANCELLED,
    /** Another file owns the dataset key. */
    REFUSED
}
