package dev.caravan.file;

/** What came of the attempt to claim a dataset. In a route: the exchange property `claimOutcome`. */
public enum ClaimOutcome {
    CLAIMED,
    /** Another instance was faster, or an older version is in the queue; a later scan takes it. */
    BUSY,
    /** Another instance has brought this version to its end meanwhile. */
    UNCHANGED,
    /** Only the modification time is new; the record has it now. */
    SAME_CONTENT,
    /** Another dataset has the key, or one of the files. */
    REFUSED,
    /** The file was written to, or vanished, while its content was read. */
    UNSETTLED,
    /** The file cannot be read, or its record is not a record. */
    UNREADABLE;

    /** The exchange property that holds the outcome. */
    public static final String PROPERTY = "claimOutcome";

    /** The exchange property that holds the reason of an outcome that needs one, for people; else an empty string. */
    public static final String REASON_PROPERTY = "claimReason";
}
