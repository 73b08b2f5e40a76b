package dev.caravan.job;

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
}
