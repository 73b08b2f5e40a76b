package dev.caravan.laz;

import java.nio.channels.FileChannel;
import java.util.function.Supplier;

/**
 * A layered item that follows the POINT14 item and takes its context from it.
 *
 * @param <C> what is known in one context
 */
abstract class ContextItem<C extends ItemContext<C>> extends LayeredItem {
    private final ItemContexts<C> contexts;

    ContextItem(FileChannel channel, LazItem item, int offset, Supplier<C> fresh) {
        super(channel, item, offset);
        contexts = new ItemContexts<>(item, fresh);
    }

    /** Replaces the last value, which can be that of another context, by the next one, and writes it to {@code records[at …]}. */
    abstract void decodeItem(C models, C last, byte[] records, int at);

    @Override
    void open(byte[] first, int context) {
        contexts.open(first, offset, context);
    }

    @Override
    int decode(byte[] records, int at, int context) {
        C last = contexts.select(context);
        decodeItem(contexts.current(), last, records, at + offset);
        return context;
    }
}
