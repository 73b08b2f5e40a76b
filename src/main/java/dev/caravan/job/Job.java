package dev.caravan.job;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A job as Redis has it.
 *
 * @param id the same through all stages; letters, digits and `-`
 * @param title what people call it
 * @param target what it works on, by which its history is asked for: a path
 * @param stage where it is, or where it ended; empty for a batch
 * @param attempt attempts begun at this stage; 0 while it waits for the first
 * @param payload the route's body, as JSON
 * @param subjects Redis keys of the records that mirror its state
 * @param bytes size of the target
 * @param children of a batch, or the required branches of a job that was fanned out; null for any other job
 * @param branches of a job that was fanned out; empty for any other
 * @param progress of the present attempt; null while it does not run or has not said anything
 * @param result what its attempts have noted, a JSON object; `{}` when that is nothing
 * @param failure the last failure at this stage; null when there was none
 * @param reason why it failed or was cancelled; null when it did not
 * @param worker who has it, or had it last; null before the first, empty when others work for it outside
 * @param asleep whether others work for it outside and it has no worker; of a job just claimed: whether it was so
 */
public record Job(
        String id,
        JobType type,
        String title,
        String target,
        String stage,
        JobState state,
        Priority priority,
        int attempt,
        String payload,
        List<String> subjects,
        Origin origin,
        Limits limits,
        long bytes,
        JobTimes times,
        @Nullable Children children,
        List<Branch> branches,
        @Nullable Progress progress,
        String result,
        @Nullable Failure failure,
        @Nullable String reason,
        @Nullable String worker,
        boolean asleep) {

    public Job {
        subjects = List.copyOf(subjects);
        branches = List.copyOf(branches);
    }
}
