package dev.caravan.job;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a job stands at its stage; all by Redis' clock.
 *
 * @param place in the queue, 1 for the next; 0 when it does not wait there
 * @param waiting how many wait in the queue
 * @param running how many of the stage's jobs run
 * @param due when its next attempt may begin; null when it does not wait for that
 * @param leasedUntil when its worker would lose it; null when nobody has it
 * @param at when this was so
 */
public record Standing(
        long place,
        long waiting,
        long running,
        @Nullable Instant due,
        @Nullable Instant leasedUntil,
        Instant at) {}
