package dev.caravan.why;

/** Where a file is on its way, in one word. */
public enum FileState {
    /** It lies in no source directory. */
    OUTSIDE,
    /** It does not exist. */
    MISSING,
    /** A rule leaves it. */
    IGNORED,
    /** It is to be taken, and cannot be yet. */
    WAITING,
    /** The next scan takes it. */
    NEW,
    QUEUED,
    RUNNING,
    /** Waits for its next attempt after one that failed. */
    RETRYING,
    /** This version is published. */
    UNCHANGED,
    FAILED,
    CANCELLED,
    REFUSED
}
