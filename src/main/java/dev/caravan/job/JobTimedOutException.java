package dev.caravan.job;

/** The attempt has not ended in the time that its job is given; its lease is not renewed any more. */
public class JobTimedOutException extends RuntimeException {

    JobTimedOutException(String message) {
        super(message);
    }
}
