package dev.caravan.job;

/**
 * Where a waiting job is.
 *
 * @param place 1 is the next
 * @param of how many wait there
 * @param running how many of the stage's jobs run
 */
public record Position(long place, long of, long running) {}
