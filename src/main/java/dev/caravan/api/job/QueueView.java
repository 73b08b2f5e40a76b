package dev.caravan.api.job;

import dev.caravan.job.Priority;
import dev.caravan.job.StageQueue;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A stage's queue as the API shows it. */
@Schema(name = "Queue", description = "What waits and runs at one stage.")
public record QueueView(
        @Schema(example = "convert") String stage,
        @Schema(description = "Could begin.") long ready,

        @Schema(description = "Wait for the time of their next attempt.")
        long delayed,

        @Schema(description = "Are worked on.") long running,
        @Schema(description = "Those that are ready.") Map<Priority, Long> byPriority,

        @Schema(description = "How many take jobs of it now.")
        long workers,

        @Schema(
                description = "Since when the job waits that has waited longest among the first of each priority;"
                        + " null when none is ready.")
        @Nullable
        Instant oldest) {

    static QueueView of(StageQueue queue, long workers) {
        return new QueueView(
                queue.stage(),
                queue.ready(),
                queue.delayed(),
                queue.running(),
                new TreeMap<>(queue.byPriority()),
                workers,
                queue.oldest());
    }
}
