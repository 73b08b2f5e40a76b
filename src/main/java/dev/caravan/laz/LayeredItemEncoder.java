package dev.caravan.laz;

import java.util.List;

/** The counterpart of {@link LayeredItem}. */
abstract class LayeredItemEncoder {
    final int offset;

    LayeredItemEncoder(int offset) {
        this.offset = offset;
    }

    /** Encodes the item of the record at {@code at}, and returns the context for the items that follow. */
    abstract int encode(byte[] records, int at, int context);

    /** The streams, in the order of the format. */
    abstract List<LayerEncoder> layers();
}
