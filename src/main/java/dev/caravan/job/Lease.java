package dev.caravan.job;

import java.time.Duration;

/**
 * The right to work on a job and to settle it. It ends when it is settled, or when it was not renewed in time and
 * another keeper has taken it away.
 *
 * @param job as it was when it was claimed: RUNNING, with this attempt counted
 * @param token random; what every operation with the lease is checked against
 * @param length from one renewal to its end
 */
public record Lease(Job job, String token, Duration length) {

    public String id() {
        return job.id();
    }
}
