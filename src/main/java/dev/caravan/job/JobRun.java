package dev.caravan.job;

/** One attempt of a job at one stage, as the beans of a room see it. In a route: the exchange property `job`. */
public interface JobRun {

    /** The exchange property that holds the run. */
    String PROPERTY = "job";

    /** The job's id, the same through all stages; letters, digits and `-` only. */
    String id();

    String stage();

    /** 1 for the first attempt at this stage. */
    int attempt();

    /** The job's log file; kept through all stages. */
    JobLog log();

    /** Runs the action once when the job is cancelled, its lease is lost, or the service stops; at once if that has happened. */
    void onCancel(Runnable action);

    boolean cancelled();

    /** Keeps the error policy's word. A property of the exchange is lost when the exchange is one of a split, and the split fails. */
    default void failed(Failure failure) {}
}
