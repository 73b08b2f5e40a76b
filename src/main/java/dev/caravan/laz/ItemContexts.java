package dev.caravan.laz;

import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The contexts of an item that follows the POINT14 item, and takes its context from it.
 *
 * @param <C> what is known in one context
 */
final class ItemContexts<C extends ItemContext<C>> {
    private final List<C> contexts;
    private final boolean[] known = new boolean[LayeredItem.CONTEXTS];
    private final boolean keepsOldLast;
    private C current;
    private int channel;

    /**
     * Items of version 4 take the last value of the context they switch to; versions 2 and 3 take, for one point, that of
     * the context they leave, when the other has been used before (a slip of LASzip that became the format).
     */
    ItemContexts(LazItem item, Supplier<C> fresh) {
        contexts = Stream.generate(fresh).limit(LayeredItem.CONTEXTS).toList();
        keepsOldLast = item.version() < 4;
        current = contexts.get(0);
    }

    /** Forgets the chunk before. */
    void open(byte[] first, int at, int newChannel) {
        Arrays.fill(known, false);
        known[newChannel] = true;
        channel = newChannel;
        current = contexts.get(newChannel);
        current.start(first, at);
    }

    /** The context whose models the next value is coded by. */
    C current() {
        return current;
    }

    /** Makes a context the current one, and returns that whose last value the next one goes on from, and replaces. */
    C select(int newChannel) {
        return newChannel == channel ? current : switchTo(newChannel);
    }

    private C switchTo(int newChannel) {
        C before = current;
        channel = newChannel;
        current = contexts.get(newChannel);
        if (!known[newChannel]) {
            known[newChannel] = true;
            current.startFrom(before);
            return current;
        }
        return keepsOldLast ? before : current;
    }
}
