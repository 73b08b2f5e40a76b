package dev.caravan.archive;

/** Hears how far a restoration is, and may end it. */
public interface RestoreListener {
    /** Nobody listens. */
    RestoreListener NONE = new RestoreListener() {};

    /** A file begins. */
    default void begins(String name) {}

    /** So many more bytes have been written. */
    default void written(long bytes) {}

    /** A symbolic link was left out, because it leads out of what is restored. */
    default void leftOut(String link, String target) {}

    default boolean cancelled() {
        return false;
    }
}
