package dev.caravan.job;

/**
 * What a worker was told last.
 *
 * @param number grows by each order of one worker, so that none is obeyed twice
 */
public record WorkerOrder(long number, WorkerCommand command) {}
