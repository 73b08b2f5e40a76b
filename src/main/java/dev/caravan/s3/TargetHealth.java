package dev.caravan.s3;

/**
 * Whether a target can be reached.
 *
 * @param target its name
 * @param state what HEAD of the bucket came to
 * @param detail one line for people; empty when all is well
 */
public record TargetHealth(String target, State state, String detail) {

    /** What HEAD of the bucket came to. */
    public enum State {
        REACHABLE,
        /** It answers, but not as a bucket that we may see: wrong credentials, no right to list, no such bucket. */
        REFUSED,
        AWAY
    }
}
