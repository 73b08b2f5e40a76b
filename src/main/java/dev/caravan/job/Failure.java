package dev.caravan.job;

import java.io.PrintWriter;
import java.io.StringWriter;

/**
 * A failed attempt. In a route: the exchange property `failure`.
 *
 * @param kind what happens next
 * @param reason one line for people: the thing, the place, what was found, what is allowed
 * @param detail the stack trace, or other evidence; may be empty
 */
public record Failure(FailureKind kind, String reason, String detail) {

    /** The exchange property that holds the failure. */
    public static final String PROPERTY = "failure";

    /** What nobody foresaw: the exception's class and message, and its stack trace. */
    public static Failure bug(Throwable cause) {
        return new Failure(FailureKind.BUG, cause.toString(), stackTrace(cause));
    }

    private static String stackTrace(Throwable cause) {
        StringWriter text = new StringWriter();
        cause.printStackTrace(new PrintWriter(text, true));
        return text.toString();
    }
}
