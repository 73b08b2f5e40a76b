package dev.caravan.history;

/** An entry of the history: an {@link OperationRecord}, or an {@link UploadRecord}, which has one. */
public sealed interface Operation permits OperationRecord, UploadRecord {

    /** What is known of every operation. */
    OperationRecord record();

    /** Whether its result is there; a failed operation has none anywhere. */
    boolean isIn(Location location);
}
