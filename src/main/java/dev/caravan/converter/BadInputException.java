package dev.caravan.converter;

/** The input is at fault. The message names the file, the place (byte offset or point), what was found and what is allowed. */
public class BadInputException extends RuntimeException {

    public BadInputException(String message) {
        super(message);
    }

    public BadInputException(String message, Throwable cause) {
        super(message, cause);
    }
}
