package dev.caravan.job;

import java.util.EnumMap;
import java.util.Map;
import java.util.Set;

/**
 * The life of a job. {@link #NEXT} is the only transition table: the scripts in Redis are given the same one, so that
 * an illegal transition cannot be written, whoever asks for it.
 */
public enum JobState {
    /** Accepted, and in no queue yet: a batch whose jobs are not all there. */
    PENDING,
    /** Waits in a stage's queue, or for the time of its next attempt; of a batch: none of its jobs has begun. */
    QUEUED,
    /** A worker has it under a lease; of a batch: a job has begun; of a job with branches: they have not all ended. */
    RUNNING,
    COMPLETED,
    /** Parked with its reason; no attempt follows unless someone asks for it. */
    FAILED,
    CANCELLED;

    private static final Map<JobState, Set<JobState>> NEXT = new EnumMap<>(Map.of(
            PENDING, Set.of(QUEUED, CANCELLED),
            QUEUED, Set.of(RUNNING, CANCELLED),
            RUNNING, Set.of(QUEUED, COMPLETED, FAILED, CANCELLED),
            COMPLETED, Set.of(),
            FAILED, Set.of(QUEUED),
            CANCELLED, Set.of(QUEUED)));

    public boolean canBecome(JobState next) {
        return next().contains(next);
    }

    /** Whether nothing follows by itself. */
    public boolean isFinal() {
        return this == COMPLETED || this == FAILED || this == CANCELLED;
    }

    Set<JobState> next() {
        return NEXT.getOrDefault(this, Set.of());
    }
}
