package dev.caravan.job;

import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * A job to be enqueued.
 *
 * @param id letters, digits and `-`, at most 64; also the name of its log file
 * @param claimed whether the id is that of a claim, which each subject's record must still show
 * @param payload the route's body, as JSON
 * @param subjects Redis keys of the records that mirror its state
 */
public record NewJob(
        String id,
        boolean claimed,
        String stage,
        Priority priority,
        String title,
        String payload,
        List<String> subjects) {
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9-]{1,64}");

    public NewJob {
        if (!ID.matcher(id).matches()) {
            throw new IllegalArgumentException(
                    "'" + id + "' cannot be a job's id; it must be 1 to 64 letters, digits or '-'");
        }
        subjects = List.copyOf(subjects);
    }

    /** A job that nobody has claimed: it gets a random id, and becomes the newest job of its subjects. */
    public static NewJob unclaimed(
            String stage, Priority priority, String title, String payload, List<String> subjects) {
        return new NewJob(UUID.randomUUID().toString(), false, stage, priority, title, payload, subjects);
    }

    /** The same job, made of a claim. */
    public NewJob of(String claim) {
        return new NewJob(claim, true, stage, priority, title, payload, subjects);
    }
}
