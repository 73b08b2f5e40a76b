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
    private int current;

    /**
     * Items of version 4 take the last value of the context they switch to; versions 2 and 3 take, for one point, that of
     * the context they leave, when the other has been used before (a slip of LASzip that became the format).
     */
    ItemContexts(LazItem item, Supplier<C> fresh) {
        contexts = Stream.generate(fresh).limit(LayeredItem.CONTEXTS).toList();
        keepsOldLast = item.version() < 4;
    }

    /** Forgets the chunk before. */
    void open(byte[] first, int at, int context) {
        Arrays.fill(known, false);
        known[context] = true;
        current = context;
        contexts.get(context).start(first, at);
    }

    C get(int context) {
        return contexts.get(context);
    }

    /** The context whose last value the next one goes on from, and replaces. */
    C last(int context) {
        return contexts.get(context == current ? context : switchTo(context));
    }

    private int switchTo(int context) {
        int before = current;
        current = context;
        if (!known[context]) {
            known[context] = true;
            contexts.get(context).startFrom(contexts.get(before));
            return context;
        }
        return keepsOldLast ? before : context;
    }
}
