package dev.caravan.job;

/**
 * A job that has failed for good, because its workers have died.
 *
 * @param id of the job
 * @param kind why, in a word
 * @param reason why, in a sentence
 */
public record Parked(String id, FailureKind kind, String reason) {}
