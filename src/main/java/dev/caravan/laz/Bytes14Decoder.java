package dev.caravan.laz;

import org.jspecify.annotations.Nullable;

/** Extra bytes of point formats 6 to 10: one layer a byte. */
final class Bytes14Decoder extends ContextItem<SymbolModels> {
    private final @Nullable ArithmeticDecoder[] layers;

    Bytes14Decoder(ByteInput[] inputs, int from, LazItem item, int offset, byte[] first, int context) {
        super(offset, item.size(), item.version(), first, context);
        layers = new ArithmeticDecoder[item.size()];
        for (int i = 0; i < layers.length; i++) {
            layers[i] = open(inputs[from + i]);
        }
    }

    @Override
    SymbolModels newModels() {
        return new SymbolModels(layers.length, 256);
    }

    @Override
    void decodeItem(SymbolModels models, byte[] last) {
        for (int i = 0; i < layers.length; i++) {
            ArithmeticDecoder layer = layers[i];
            if (layer != null) {
                last[i] = (byte) (layer.symbol(models.get(i)) + last[i]);
            }
        }
    }
}
