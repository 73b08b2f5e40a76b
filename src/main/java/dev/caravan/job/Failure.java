package dev.caravan.job;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A failed attempt. In a route: the exchange property `failure`.
 *
 * @param kind what happens next
 * @param reason one line for people: the thing, the place, what was found, what is allowed
 * @param detail the last words of the process that failed, or the stack trace, of at most {@link #LONGEST_DETAIL} bytes; may be empty
 */
public record Failure(FailureKind kind, String reason, String detail) {

    /** The exchange property that holds the failure. */
    public static final String PROPERTY = "failure";

    /** Bytes; a job's hash is no place for more. */
    public static final int LONGEST_DETAIL = 16 << 10;

    /** With the {@link Evidence} that the exception carries, or its stack trace. */
    public static Failure of(FailureKind kind, String reason, Throwable cause) {
        String detail =
                evidence(cause).map(evidence -> end(evidence.text())).orElseGet(() -> beginning(stackTrace(cause)));
        return new Failure(kind, reason, detail);
    }

    /** What nobody foresaw: the exception's class and message, and its stack trace. */
    public static Failure bug(Throwable cause) {
        return of(FailureKind.BUG, cause.toString(), cause);
    }

    private static Optional<Evidence> evidence(Throwable cause) {
        return Stream.iterate(cause, next -> next != null, Throwable::getCause)
                .filter(Evidence.class::isInstance)
                .map(Evidence.class::cast)
                .findFirst();
    }

    private static String stackTrace(Throwable cause) {
        StringWriter text = new StringWriter();
        cause.printStackTrace(new PrintWriter(text, true));
        return text.toString();
    }

    /** A process's last words tell most. */
    private static String end(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return bytes.length <= LONGEST_DETAIL
                ? text
                : cut(Arrays.copyOfRange(bytes, bytes.length - LONGEST_DETAIL, bytes.length));
    }

    /** A stack trace's first lines tell most. */
    private static String beginning(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return bytes.length <= LONGEST_DETAIL ? text : cut(Arrays.copyOf(bytes, LONGEST_DETAIL));
    }

    /** A character that was cut through is left out. */
    private static String cut(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8).replace("\uFFFD", "");
    }
}
