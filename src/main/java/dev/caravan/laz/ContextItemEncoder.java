package dev.caravan.laz;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * The counterpart of {@link ContextItem}, for items of version 3: when the context changes to one that has been used before,
 * a value is predicted from the last one of the context that was left.
 *
 * @param <M> the models of one context
 */
abstract class ContextItemEncoder<M> extends LayeredItemEncoder {
    private final int size;
    private final byte[] @Nullable [] lasts = new byte[LayeredItem.CONTEXTS][];
    private final @Nullable Object[] models = new Object[LayeredItem.CONTEXTS];
    private int current;

    ContextItemEncoder(int offset, int size, byte[] first, int context) {
        super(offset);
        this.size = size;
        this.current = context;
        lasts[context] = copy(first, offset);
    }

    abstract M newModels();

    /** Encodes the value in {@code records} from {@code at} on, as it differs from {@code last}. */
    abstract void encodeItem(M models, byte[] last, byte[] records, int at);

    @Override
    int encode(byte[] records, int at, int context) {
        byte[] last = lastOf(context);
        encodeItem(modelsOf(context), last, records, at + offset);
        System.arraycopy(records, at + offset, last, 0, size);
        return context;
    }

    private byte[] lastOf(int context) {
        byte[] before = requireNonNull(lasts[current]);
        current = context;
        if (lasts[context] == null) {
            byte[] fresh = copy(before, 0);
            lasts[context] = fresh;
            return fresh;
        }
        return before;
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
