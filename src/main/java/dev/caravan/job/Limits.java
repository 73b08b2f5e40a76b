package dev.caravan.job;

import java.time.Duration;

/**
 * What one job may take.
 *
 * @param timeout of one attempt at one stage; zero for none
 * @param maximumAttempts at one stage, the first included
 */
public record Limits(Duration timeout, int maximumAttempts) {
    /** Of jobs that nobody has given any. */
    public static final Limits NONE = new Limits(Duration.ZERO, 5);
}
