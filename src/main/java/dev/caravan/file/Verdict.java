package dev.caravan.file;

/** What a record says about the version of its file that lies on disk now. Named as `file-verdict.lua` answers. */
public enum Verdict {
    /** This version is done, or is in the queue. */
    UNCHANGED,
    /** There is no record, or one that was never published. */
    NEW,
    /** Size or modification time differ from the record. */
    CHANGED,
    /** This version is published, but its octree was made by something else than what would make it now. */
    OUTDATED,
    /** Somebody claimed it and did not come to the queue before the claim ran out. */
    ABANDONED,
    /** Somebody holds a claim, or an older version is in the queue: a later scan takes it. */
    BUSY,
    /** This version failed or was cancelled. */
    FAILED,
    /** Another file owned the dataset key when this version was last asked. */
    REFUSED,
    /** What lies under the record's key is not a hash. */
    BROKEN
}
