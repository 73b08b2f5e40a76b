package dev.caravan.laz;

import org.jspecify.annotations.Nullable;

/**
 * Decodes one item of the records of a layered chunk (point formats 6 to 10). Each group of fields has a stream of its own;
 * an empty stream means that the fields keep the values of the first record. State is kept apart for the four scanner
 * channels, which are the contexts.
 */
abstract class LayeredItem {
    static final int CONTEXTS = 4;

    final int offset;

    LayeredItem(int offset) {
        this.offset = offset;
    }

    /** Decodes the item into the record at {@code at}, and returns the context for the items that follow. */
    abstract int decode(byte[] records, int at, int context);

    /** The decoder of a layer, or null when the layer is empty. */
    static @Nullable ArithmeticDecoder open(ByteInput layer) {
        return layer.remaining() == 0 ? null : new ArithmeticDecoder(layer);
    }
}
