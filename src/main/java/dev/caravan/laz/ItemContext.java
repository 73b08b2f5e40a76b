package dev.caravan.laz;

/**
 * What a layered item knows of one scanner channel: its models, and the last value.
 *
 * @param <C> the class itself
 */
interface ItemContext<C> {
    /** Resets the models, and sets the last value to the one that begins at {@code at}. */
    void start(byte[] record, int at);

    /** As {@link #start}, with the last value of another context. */
    void startFrom(C other);
}
