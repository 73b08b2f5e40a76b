package dev.caravan.laz;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * A layered item that follows the POINT14 item and takes its context from it.
 *
 * @param <M> the models of one context
 */
abstract class ContextItem<M> extends LayeredItem {
    private final int size;
    private final boolean keepsOldLast;
    private final byte[] @Nullable [] lasts = new byte[CONTEXTS][];
    private final @Nullable Object[] models = new Object[CONTEXTS];
    private int current;

    /**
     * @param version 4 for items that take the last value of the context they switch to; versions 2 and 3 take, for
     *     one point, that of the context they leave, when the other has been used before (a slip of LASzip that became
     *     the format)
     */
    ContextItem(int offset, int size, int version, byte[] first, int context) {
        super(offset);
        this.size = size;
        this.keepsOldLast = version < 4;
        this.current = context;
        lasts[context] = copy(first, offset);
    }

    abstract M newModels();

    /** Replaces {@code last} by the next value. */
    abstract void decodeItem(M models, byte[] last);

    @Override
    int decode(byte[] records, int at, int context) {
        byte[] last = lastOf(context);
        decodeItem(modelsOf(context), last);
        System.arraycopy(last, 0, records, at + offset, size);
        return context;
    }

    /** The value to go on from, and to replace. */
    private byte[] lastOf(int context) {
        int before = current;
        current = context;
        byte[] known = lasts[context];
        if (known == null) {
            known = copy(requireNonNull(lasts[before]), 0);
            lasts[context] = known;
            return known;
        }
        return keepsOldLast ? requireNonNull(lasts[before]) : known;
    }

    @SuppressWarnings("unchecked")
    private M modelsOf(int context) {
        Object known = models[context];
        if (known == null) {
            known = newModels();
            models[context] = known;
        }
        return (M) known;
    }

    private byte[] copy(byte[] from, int at) {
        byte[] bytes = new byte[size];
        System.arraycopy(from, at, bytes, 0, size);
        return bytes;
    }
}
