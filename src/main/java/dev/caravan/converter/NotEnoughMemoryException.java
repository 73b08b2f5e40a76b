package dev.caravan.converter;

import java.io.IOException;

/** A conversion may not use as much memory as this input needs. The message names the numbers, and what to do. */
public class NotEnoughMemoryException extends IOException {

    public NotEnoughMemoryException(Throwable cause) {
        super(cause.getMessage(), cause);
    }

    public NotEnoughMemoryException(String message, Throwable cause) {
        super(message, cause);
    }
}
