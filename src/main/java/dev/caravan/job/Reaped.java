package dev.caravan.job;

/**
 * What became of leases that nobody renewed.
 *
 * @param requeued jobs that wait for another worker
 * @param parked jobs that failed, because no attempt was left
 */
public record Reaped(long requeued, long parked) {}
