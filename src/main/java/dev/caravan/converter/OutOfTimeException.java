package dev.caravan.converter;

import java.io.IOException;

/** A conversion did not end in the time that it is given. The message names the time and the setting. */
public class OutOfTimeException extends IOException {

    public OutOfTimeException(String message) {
        super(message);
    }

    public OutOfTimeException(String message, Throwable cause) {
        super(message, cause);
    }
}
