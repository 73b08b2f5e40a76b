package dev.caravan.laz;

/** The compressed data, or the record that describes it, cannot be what its writer meant. The message says where and what. */
public final class LazFormatException extends RuntimeException {

    public LazFormatException(String message) {
        super(message);
    }

    LazFormatException(String message, Throwable cause) {
        super(message, cause);
    }
}
