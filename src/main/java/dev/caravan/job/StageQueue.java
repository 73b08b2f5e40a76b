package dev.caravan.job;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A stage's jobs.
 *
 * @param ready could begin
 * @param delayed wait for the time of their next attempt
 * @param running are leased
 * @param byPriority those that are ready
 * @param oldest since when the job waits that has waited longest among the first of each priority; null when none is ready
 */
public record StageQueue(
        String stage,
        long ready,
        long delayed,
        long running,
        Map<Priority, Long> byPriority,
        @Nullable Instant oldest) {

    public StageQueue {
        byPriority = Map.copyOf(byPriority);
    }
}
