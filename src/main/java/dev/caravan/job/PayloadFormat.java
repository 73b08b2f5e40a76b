package dev.caravan.job;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * How a route's body is kept in a job's hash between two stages.
 *
 * @param <T> the body's type
 */
public interface PayloadFormat<T> {

    Class<T> type();

    /** The types of the jobs that carry it. */
    default Set<JobType> jobTypes() {
        return Set.of(JobType.DATASET_CONVERSION);
    }

    /** The type of a job that is made of this body; one of {@link #jobTypes}. */
    default JobType jobType(T body) {
        return JobType.DATASET_CONVERSION;
    }

    String toJson(T body);

    T fromJson(String json);

    /** Redis keys of the records that show the job's state, stage, attempts and reason (for a file: `file:<path>`). */
    List<String> subjects(T body);

    /** What people call it in logs. */
    String title(T body);

    /** What is worked on: a path. */
    default String target(T body) {
        return title(body);
    }

    /** Size of the target. */
    default long bytes(T body) {
        return 0;
    }

    /** What it is called as one of several branches of a job, in words that people know: `target far`. */
    default String branch(T body) {
        return title(body);
    }

    /** Whether the job whose branch it is waits for it. */
    default boolean required(T body) {
        return true;
    }

    /** For whom. */
    default Origin origin(T body) {
        return Origin.NONE;
    }

    /** The id of a job that is made of this body, and of no claim; empty for a random one. */
    default Optional<String> id(T body) {
        return Optional.empty();
    }

    /** Empty for that of the job's type. */
    default Optional<Priority> priority(T body) {
        return Optional.empty();
    }
}
