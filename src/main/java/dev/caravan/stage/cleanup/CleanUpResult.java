package dev.caravan.stage.cleanup;

/**
 * What was removed, or would be.
 *
 * @param jobs forgotten
 * @param operations trimmed from the history
 * @param logs files of jobs that were deleted
 * @param bytes size of these files
 * @param dryRun whether it is only what would be
 */
public record CleanUpResult(long jobs, long operations, long logs, long bytes, boolean dryRun) {

    public boolean nothing() {
        return jobs == 0 && operations == 0 && logs == 0;
    }

    /** One line for people. */
    public String summary() {
        return "clean-up: %d jobs, %d operations, %d logs of %d bytes".formatted(jobs, operations, logs, bytes);
    }
}
