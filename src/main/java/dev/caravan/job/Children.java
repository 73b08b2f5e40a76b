package dev.caravan.job;

/**
 * The jobs of a batch, or the required branches of a job, counted.
 *
 * @param open have not ended
 */
public record Children(long total, long open, long completed, long failed, long cancelled) {}
