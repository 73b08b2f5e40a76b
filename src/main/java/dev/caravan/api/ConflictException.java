package dev.caravan.api;

/** What the request names is not in a state in which it could be done: 409. */
public class ConflictException extends RuntimeException {

    /** @param detail a sentence for the caller, such as `the job is COMPLETED already` */
    public ConflictException(String detail) {
        super(detail);
    }
}
