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

    /** With the exception's stack trace as its evidence. */
    public static Failure of(FailureKind kind, String reason, Throwable cause) {
        StringWriter text = new StringWriter();
        cause.printStackTrace(new PrintWriter(text, true));
        return new Failure(kind, reason, text.toString());
    }

    /** What nobody foresaw: the exception's class and message, and its stack trace. */
    public static Failure bug(Throwable cause) {
        return of(FailureKind.BUG, cause.toString(), cause);
    }
}
