package dev.caravan.laz;

import dev.caravan.binary.LittleEndian;
import java.nio.channels.FileChannel;

/** Colour of point formats 7, 8 and 10, with near infrared as a layer of its own in the last two. */
final class Rgb14Decoder extends ContextItem {
    private final boolean hasInfrared;
    private final Context[] contexts = new Context[CONTEXTS];

    private static final class Context {
        final RgbState colours = new RgbState();
        final SymbolModel bytesUsed = SymbolModel.of(4);
        final SymbolModel low = SymbolModel.of(256);
        final SymbolModel high = SymbolModel.of(256);
        /** Red in the lowest 16 bits, then green, then blue. */
        long colour;

        int infrared;

        void reset() {
            colours.reset();
            bytesUsed.reset();
            low.reset();
            high.reset();
        }
    }

    Rgb14Decoder(FileChannel channel, LazItem item, int offset) {
        super(channel, item, offset);
        hasInfrared = item.size() == 8;
        for (int context = 0; context < CONTEXTS; context++) {
            contexts[context] = new Context();
        }
    }

    @Override
    void start(int context, byte[] first) {
        Context started = contexts[context];
        started.reset();
        started.colour =
                LittleEndian.unsignedInt(first, offset) | (long) LittleEndian.unsignedShort(first, offset + 4) << 32;
        started.infrared = hasInfrared ? LittleEndian.unsignedShort(first, offset + 6) : 0;
    }

    @Override
    void startFrom(int context, int other) {
        Context started = contexts[context];
        started.reset();
        started.colour = contexts[other].colour;
        started.infrared = contexts[other].infrared;
    }

    @Override
    void decodeItem(int context, int last, byte[] records, int at) {
        ArithmeticDecoder layer = layers[0];
        Context values = contexts[last];
        if (!layer.isEmpty()) {
            values.colour = contexts[context].colours.decode(layer, values.colour);
            layer.advance();
        }
        LittleEndian.putInt(records, at, (int) values.colour);
        LittleEndian.putShort(records, at + 4, (int) (values.colour >>> 32));
        if (hasInfrared) {
            values.infrared = decodeInfrared(contexts[context], values.infrared);
            LittleEndian.putShort(records, at + 6, values.infrared);
        }
    }

    private int decodeInfrared(Context models, int last) {
        ArithmeticDecoder layer = layers[1];
        if (layer.isEmpty()) {
            return last;
        }
        int used = layer.symbol(models.bytesUsed);
        int low = (used & 1) == 0 ? last : layer.symbol(models.low) + last;
        int high = (used & 2) == 0 ? last >>> 8 : layer.symbol(models.high) + (last >>> 8);
        layer.advance();
        return (high & 0xFF) << 8 | low & 0xFF;
    }
}
