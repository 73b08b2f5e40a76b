package dev.caravan.laz;

import java.util.function.Supplier;

/**
 * The counterpart of {@link ContextItem}.
 *
 * @param <C> what is known in one context
 */
abstract class ContextItemEncoder<C extends ItemContext<C>> extends LayeredItemEncoder {
    private final ItemContexts<C> contexts;

    ContextItemEncoder(LazItem item, int offset, Supplier<C> fresh, byte[] first, int context) {
        super(item, offset);
        contexts = new ItemContexts<>(item, fresh);
        contexts.open(first, offset, context);
    }

    /** Encodes the value in {@code records} from {@code at} on, as it differs from the last one, and replaces that. */
    abstract void encodeItem(C models, C last, byte[] records, int at);

    @Override
    int encode(byte[] records, int at, int context) {
        C last = contexts.select(context);
        encodeItem(contexts.current(), last, records, at + offset);
        return context;
    }
}
