package dev.caravan.job;

/** What a worker does: all that works on one stage's jobs in one instance. */
public enum WorkerState {
    RUNNING,
    /** Takes no more jobs, and ends those that it has. */
    DRAINING,
    /** Takes no jobs, and has none. */
    STOPPED,
    /** Has been silent for longer than its leases last: its process has died, or does not reach Redis. */
    LOST
}
