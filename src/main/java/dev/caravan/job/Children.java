package dev.caravan.job;

/**
 * The jobs of a batch, counted.
 *
 * @param open have not ended
 */
public record Children(long total, long open, long completed, long failed, long cancelled) {}
