package dev.caravan.job;

/**
 * How many jobs are at a stage.
 *
 * @param ready can be claimed now
 * @param delayed wait for the time of their next attempt
 * @param leased are being worked on
 */
public record Depth(String stage, long ready, long delayed, long leased) {

    public long total() {
        return ready + delayed + leased;
    }
}
