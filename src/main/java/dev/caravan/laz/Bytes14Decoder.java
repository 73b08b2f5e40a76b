package dev.caravan.laz;

import java.nio.channels.FileChannel;

/** Extra bytes of point formats 6 to 10: one layer a byte. */
final class Bytes14Decoder extends ContextItem {
    private final byte[][] lasts = new byte[CONTEXTS][];
    private final SymbolModels[] models = new SymbolModels[CONTEXTS];

    Bytes14Decoder(FileChannel channel, LazItem item, int offset) {
        super(channel, item, offset);
        for (int context = 0; context < CONTEXTS; context++) {
            lasts[context] = new byte[item.size()];
            models[context] = new SymbolModels(item.size(), 256);
        }
    }

    @Override
    void start(int context, byte[] first) {
        System.arraycopy(first, offset, lasts[context], 0, layers.length);
        models[context].reset();
    }

    @Override
    void startFrom(int context, int other) {
        System.arraycopy(lasts[other], 0, lasts[context], 0, layers.length);
        models[context].reset();
    }

    @Override
    void decodeItem(int context, int last, byte[] records, int at) {
        byte[] values = lasts[last];
        for (int i = 0; i < layers.length; i++) {
            ArithmeticDecoder layer = layers[i];
            if (!layer.isEmpty()) {
                values[i] = (byte) (layer.symbol(models[context].get(i)) + values[i]);
                layer.advance();
            }
            records[at + i] = values[i];
        }
    }
}
