package dev.caravan.job;

/** The job (or the claim that was to become one) is in other hands; whoever gets this has nothing more to write. */
public class LeaseLostException extends RuntimeException {

    public LeaseLostException(String message) {
        super(message);
    }
}
