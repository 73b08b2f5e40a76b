package dev.caravan.job;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

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

    /** Whether it was cancelled because somebody has cancelled its job: nobody is going to go on with it. */
    boolean givenUp();

    /** What the attempt before this one failed of, at this stage; empty when nothing did. */
    default Optional<Failure> previousFailure() {
        return Optional.empty();
    }

    /**
     * When the first attempt of the job began, by Redis' clock: the same through all attempts and stages, and another one after somebody has
     * let the job begin anew. Empty when it is not known.
     */
    default Optional<Instant> started() {
        return Optional.empty();
    }

    /** When this attempt has to have ended; empty when nobody set a time. */
    default Optional<Instant> deadline() {
        return Optional.empty();
    }

    /**
     * Says how far it is. Cheap, may be called as often as one likes, by any thread: only the newest word of a moment is
     * passed on.
     */
    default void progress(Progress progress) {}

    /**
     * Notes a fact about this attempt, for the history and the job's result.
     *
     * @param value a text, a number, a boolean, a list or a map of these
     */
    default void note(String name, Object value) {}

    /**
     * Says that others work for the job now, who need no worker here: when the route has ended it gives its place up and stays RUNNING. It
     * comes back to the route, in the same attempt, when it is woken; the beans of the room look then how far it is.
     *
     * @param most it is woken by itself after that
     */
    default void sleep(Duration most) {
        throw new UnsupportedOperationException("this run cannot sleep");
    }

    /** What was noted under this name before this run slept, or by earlier stages; empty when that is no text. */
    default Optional<String> noted(String name) {
        return Optional.empty();
    }

    /** Keeps the error policy's word. A property of the exchange is lost when the exchange is one of a split, and the split fails. */
    default void failed(Failure failure) {}
}
