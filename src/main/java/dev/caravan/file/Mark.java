package dev.caravan.file;

/**
 * What came of the attempt to mark a dataset as deleted.
 *
 * @param dataset its key; '' when another has it by now
 */
public record Mark(Outcome outcome, String dataset) {

    /** As `deleted-mark.lua` answers. */
    public enum Outcome {
        MARKED,
        /** Nothing was to be done. */
        KNOWN,
        /** Something works on it. */
        BUSY
    }
}
