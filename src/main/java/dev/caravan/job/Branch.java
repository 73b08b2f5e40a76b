package dev.caravan.job;

/**
 * A part of a job that is a job of its own, as the whole knows it; the part itself may have been forgotten.
 *
 * @param job id of the part
 * @param name what people call it: `target far`
 * @param required whether the whole waits for it
 * @param reason what its last attempt failed of, or why it was cancelled; '' when nothing is wrong
 */
public record Branch(String job, String name, boolean required, JobState state, String reason) {}
