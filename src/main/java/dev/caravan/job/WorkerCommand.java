package dev.caravan.job;

/** What a worker can be told. */
public enum WorkerCommand {
    /** Take jobs. */
    START,
    /** Take no more jobs, cancel those that run, and give them back, as if their attempts had not begun. */
    STOP,
    /** Take no more jobs, and end those that run. */
    DRAIN
}
