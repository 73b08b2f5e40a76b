package dev.caravan.laz;

import org.jspecify.annotations.Nullable;

/** Colour of point formats 7, 8 and 10, with near infrared as a layer of its own in the last two. */
final class Rgb14Decoder extends ContextItem<Rgb14Decoder.Models> {

    record Models(RgbState colour, SymbolModel bytesUsed, SymbolModel low, SymbolModel high) {}

    private final @Nullable ArithmeticDecoder colourLayer;
    private final @Nullable ArithmeticDecoder infraredLayer;

    Rgb14Decoder(ByteInput[] layers, int from, LazItem item, int offset, byte[] first, int context) {
        super(offset, item.size(), item.version(), first, context);
        colourLayer = open(layers[from]);
        infraredLayer = item.size() == 8 ? open(layers[from + 1]) : null;
    }

    @Override
    Models newModels() {
        return new Models(new RgbState(), new SymbolModel(4), new SymbolModel(256), new SymbolModel(256));
    }

    @Override
    void decodeItem(Models models, byte[] last) {
        if (colourLayer != null) {
            models.colour.decode(colourLayer, last);
        }
        if (infraredLayer != null) {
            int used = infraredLayer.symbol(models.bytesUsed);
            if ((used & 1) != 0) {
                last[6] = (byte) (infraredLayer.symbol(models.low) + last[6]);
            }
            if ((used & 2) != 0) {
                last[7] = (byte) (infraredLayer.symbol(models.high) + last[7]);
            }
        }
    }
}
