package dev.caravan.laz;

import java.nio.channels.FileChannel;

/** Extra bytes of point formats 6 to 10: one layer a byte. */
final class Bytes14Decoder extends ContextItem<Bytes14Context> {
    Bytes14Decoder(FileChannel channel, LazItem item, int offset) {
        super(channel, item, offset, () -> new Bytes14Context(item.size()));
    }

    @Override
    void decodeItem(Bytes14Context context, Bytes14Context last, byte[] records, int at) {
        byte[] values = last.last;
        for (int i = 0; i < layers.length; i++) {
            ArithmeticDecoder layer = layers[i];
            if (!layer.isEmpty()) {
                values[i] = (byte) (layer.symbol(context.models.get(i)) + values[i]);
                layer.advance();
            }
            records[at + i] = values[i];
        }
    }
}
