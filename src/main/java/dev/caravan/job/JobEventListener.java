package dev.caravan.job;

/** Whoever wants to hear of events as they happen. It is called by one thread at a time, in the order of the events. */
public interface JobEventListener {

    /** May take its time: events wait for it, up to some thousand, and nobody else waits. */
    void heard(JobEvent event);

    /** Redis was away for so long that some events can no longer be read; those that come now are told again. */
    default void missed() {}

    /** Too many events wait: the listener has been removed, and hears nothing more unless it is registered anew. */
    default void fellBehind() {}
}
