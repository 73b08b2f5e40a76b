package dev.caravan.job;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * When a job's life took a turn; by Redis' clock, in milliseconds.
 *
 * @param created when it was enqueued
 * @param updated when its state changed last
 * @param started when its first attempt began; null before
 * @param ended when it was completed, failed or cancelled; null before
 * @param expires when the present attempt has to have ended; null while it does not run, or when there is no limit
 */
public record JobTimes(
        Instant created,
        Instant updated,
        @Nullable Instant started,
        @Nullable Instant ended,
        @Nullable Instant expires) {}
