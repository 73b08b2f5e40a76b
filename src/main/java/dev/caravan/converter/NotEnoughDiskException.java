package dev.caravan.converter;

import java.io.IOException;

/** A disk lacks the room that a conversion needs, or ran full. The message names the directory and the numbers. */
public class NotEnoughDiskException extends IOException {

    public NotEnoughDiskException(String message) {
        super(message);
    }

    public NotEnoughDiskException(String message, Throwable cause) {
        super(message, cause);
    }
}
