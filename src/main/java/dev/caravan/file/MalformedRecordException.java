package dev.caravan.file;

/** A field of a record that cannot be read; somebody has edited it. */
public class MalformedRecordException extends RuntimeException {

    MalformedRecordException(String recordKey, String field, String found, RuntimeException cause) {
        super("record '" + recordKey + "', field '" + field + "': cannot read '" + found + "'", cause);
    }
}
