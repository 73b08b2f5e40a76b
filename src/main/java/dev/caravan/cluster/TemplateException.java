package dev.caravan.cluster;

/** A template cannot be used; the message names the file, the place in it, what was found and what is allowed. */
public final class TemplateException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TemplateException(String message) {
        super(message);
    }

    TemplateException(String message, Throwable cause) {
        super(message, cause);
    }
}
