package dev.caravan.file;

/** What came of the attempt to write down why a dataset of many files is not taken. Named as `dataset-note.lua` answers. */
public enum Noted {
    NEWS,
    /** The same was written there before. */
    KNOWN,
    /** A version of it is in the queue, whose record is not touched. */
    BUSY,
    /** Another dataset has the key, and with it the record. */
    OWNED
}
