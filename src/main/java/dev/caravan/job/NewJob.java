package dev.caravan.job;

import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * A job to be enqueued.
 *
 * @param id letters, digits and `-`, at most 64; also the name of its log file
 * @param claimed whether the id is that of a claim, which each subject's record must still show
 * @param stage where it begins; empty for a batch
 * @param target what it works on: a path
 * @param payload the route's body, as JSON
 * @param subjects Redis keys of the records that mirror its state
 * @param bytes size of the target
 */
public record NewJob(
        String id,
        boolean claimed,
        JobType type,
        String stage,
        Priority priority,
        String title,
        String target,
        String payload,
        List<String> subjects,
        Origin origin,
        Limits limits,
        long bytes) {
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9-]{1,64}");

    public NewJob {
        if (!ID.matcher(id).matches()) {
            throw new IllegalArgumentException(
                    "'" + id + "' cannot be a job's id; it must be 1 to 64 letters, digits or '-'");
        }
        subjects = List.copyOf(subjects);
    }

    /** A job that nobody has claimed: it gets a random id, and becomes the newest job of its subjects. */
    public static NewJob unclaimed(String stage, String title, String payload, List<String> subjects) {
        return new NewJob(
                UUID.randomUUID().toString(),
                false,
                JobType.DATASET_CONVERSION,
                StageName.require(stage),
                Priority.NORMAL,
                title,
                title,
                payload,
                subjects,
                Origin.NONE,
                Limits.NONE,
                0);
    }

    /** A job of jobs; they are enqueued with it as their parent, then it is sealed. */
    public static NewJob batch(String title, Origin origin, Priority priority) {
        return new NewJob(
                UUID.randomUUID().toString(),
                false,
                JobType.BATCH_PROCESSING,
                "",
                priority,
                title,
                title,
                "{}",
                List.of(),
                origin,
                Limits.NONE,
                0);
    }

    /** The same job, made of a claim. */
    public NewJob of(String claim) {
        return new NewJob(claim, true, type, stage, priority, title, target, payload, subjects, origin, limits, bytes);
    }

    /** The same job, of another type. */
    public NewJob as(JobType newType) {
        return new NewJob(
                id, claimed, newType, stage, priority, title, target, payload, subjects, origin, limits, bytes);
    }

    public NewJob named(String newId) {
        return new NewJob(
                newId, claimed, type, stage, priority, title, target, payload, subjects, origin, limits, bytes);
    }

    public NewJob with(Priority newPriority) {
        return new NewJob(
                id, claimed, type, stage, newPriority, title, target, payload, subjects, origin, limits, bytes);
    }

    public NewJob from(Origin newOrigin) {
        return new NewJob(
                id, claimed, type, stage, priority, title, target, payload, subjects, newOrigin, limits, bytes);
    }

    public NewJob within(Limits newLimits) {
        return new NewJob(
                id, claimed, type, stage, priority, title, target, payload, subjects, origin, newLimits, bytes);
    }

    /** @param newTarget a path */
    public NewJob on(String newTarget, long newBytes) {
        return new NewJob(
                id, claimed, type, stage, priority, title, newTarget, payload, subjects, origin, limits, newBytes);
    }
}
