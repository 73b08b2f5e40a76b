package dev.caravan.laz;

/** The counterpart of {@link LayeredItem}. */
abstract class LayeredItemEncoder {
    final int offset;

    /** The streams, in the order of the format. */
    final LayerEncoder[] layers;

    LayeredItemEncoder(LazItem item, int offset) {
        this.offset = offset;
        layers = new LayerEncoder[item.layers()];
        for (int i = 0; i < layers.length; i++) {
            layers[i] = new LayerEncoder();
        }
    }

    /** Encodes the item of the record at {@code at}, and returns the context for the items that follow. */
    abstract int encode(byte[] records, int at, int context);
}
