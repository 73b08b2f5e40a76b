package dev.caravan.job;

/** What a job has left on a disk of ours when it was cancelled. */
@FunctionalInterface
public interface Leftovers {
    Leftovers NONE = job -> {};

    /** Removes it. Nobody works on the job any more. Does not throw. */
    void remove(String job);
}
