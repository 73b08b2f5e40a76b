package dev.caravan.laz;

import java.nio.channels.FileChannel;

/**
 * Decodes one item of the records of a layered chunk (point formats 6 to 10). Each group of fields has a stream of its own;
 * an empty stream means that the fields keep the values of the first record. State is kept apart for the four scanner
 * channels, which are the contexts. Used for one chunk after the other.
 */
abstract class LayeredItem {
    static final int CONTEXTS = 4;
    private static final int WINDOW = 1 << 14;

    final int offset;
    final ArithmeticDecoder[] layers;

    LayeredItem(FileChannel channel, LazItem item, int offset) {
        this.offset = offset;
        layers = new ArithmeticDecoder[item.layers()];
        for (int i = 0; i < layers.length; i++) {
            layers[i] = new ArithmeticDecoder(channel, WINDOW, ArithmeticDecoder.POINT_BYTES);
        }
    }

    /** Forgets the chunk before; the layers have been opened. */
    abstract void open(byte[] first, int context);

    /** Decodes the item into the record at {@code at}, and returns the context for the items that follow. */
    abstract int decode(byte[] records, int at, int context);
}
