package dev.caravan.doctor;

/** How a thing is, the better first. */
public enum Status {
    OK,
    /** It could not be looked at, or there is nothing to look at; the message says why. */
    SKIPPED,
    /** The service works, but somebody should know. */
    WARNING,
    /** Something that the service is configured to do cannot be done. */
    FAILED
}
