package dev.caravan.s3;

/** Is told how a transfer goes on, from several threads at once. */
public interface TransferListener {

    /** It is there already, and need not be sent. */
    default void unchanged(String key, long bytes) {}

    default void begins(String key) {}

    /** So many more bytes are on their way. */
    default void sent(long bytes) {}

    /** So many bytes are there already, from an upload that was cut off. */
    default void resumed(String key, long bytes) {}

    /** It has been proven to be there. */
    default void proven(String key, long bytes) {}

    /** A line for people, for the log of the job. */
    default void note(String line) {}
}
