package dev.caravan.file;

/**
 * What came of the attempt to write the records of a dataset once more.
 *
 * @param detail of KEPT the status that the record has, of OWNED the owner of the key, of SHARED the file that another dataset has
 */
public record Restoration(Outcome outcome, String detail) {

    /** Named as `restore.lua` answers. */
    public enum Outcome {
        CREATED,
        /** There is a record, which was left as it is. */
        KEPT,
        /** Another dataset has the key. */
        OWNED,
        /** Another dataset has one of the files. */
        SHARED
    }
}
