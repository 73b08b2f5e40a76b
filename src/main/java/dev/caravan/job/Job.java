package dev.caravan.job;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A job as Redis has it. Times are those of Redis' clock, with millisecond precision.
 *
 * @param id the same through all stages; letters, digits and `-`
 * @param title what people call it
 * @param stage where it is, or where it ended
 * @param attempt attempts begun at this stage; 0 while it waits for the first
 * @param payload the route's body, as JSON
 * @param subjects Redis keys of the records that mirror its state
 * @param created when it was enqueued
 * @param updated when its state changed last
 * @param failure the last failure at this stage; null when there was none
 * @param worker who has it, or had it last; null before the first
 */
public record Job(
        String id,
        String title,
        String stage,
        JobState state,
        Priority priority,
        int attempt,
        String payload,
        List<String> subjects,
        Instant created,
        Instant updated,
        @Nullable Failure failure,
        @Nullable String worker) {

    public Job {
        subjects = List.copyOf(subjects);
    }
}
