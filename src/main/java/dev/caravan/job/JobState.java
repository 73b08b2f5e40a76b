package dev.caravan.job;

import java.util.EnumMap;
import java.util.Map;
import java.util.Set;

/**
 * The life of a job. {@link #NEXT} is the only transition table: the scripts in Redis are given the same one, so that
 * an illegal transition cannot be written, whoever asks for it.
 */
public enum JobState {
    /** Accepted, and in no queue yet. */
    PENDING,
    /** Waits in a stage's queue, or for the time of its next attempt. */
    QUEUED,
    /** A worker has it under a lease. */
    RUNNING,
    COMPLETED,
    /** Parked with its reason; no attempt follows by itself. */
    FAILED,
    CANCELLED;

    private static final Map<JobState, Set<JobState>> NEXT = new EnumMap<>(Map.of(
            PENDING, Set.of(QUEUED, CANCELLED),
            QUEUED, Set.of(RUNNING, CANCELLED),
            RUNNING, Set.of(QUEUED, COMPLETED, FAILED, CANCELLED),
            COMPLETED, Set.of(),
            FAILED, Set.of(),
            CANCELLED, Set.of()));

    public boolean canBecome(JobState next) {
        return next().contains(next);
    }

    public boolean isFinal() {
        return next().isEmpty();
    }

    Set<JobState> next() {
        return NEXT.getOrDefault(this, Set.of());
    }
}
