package dev.caravan.laz;

import dev.caravan.binary.LittleEndian;
import java.nio.channels.FileChannel;

/** Colour of point formats 7, 8 and 10, with near infrared as a layer of its own in the last two. */
final class Rgb14Decoder extends ContextItem<Rgb14Context> {
    private final boolean hasInfrared;

    Rgb14Decoder(FileChannel channel, LazItem item, int offset) {
        super(channel, item, offset, () -> new Rgb14Context(item.hasInfrared()));
        hasInfrared = item.hasInfrared();
    }

    @Override
    void decodeItem(Rgb14Context models, Rgb14Context last, byte[] records, int at) {
        ArithmeticDecoder layer = layers[0];
        if (!layer.isEmpty()) {
            last.colour = models.colours.decode(layer, last.colour);
            layer.advance();
        }
        RgbState.write(last.colour, records, at);
        if (hasInfrared) {
            last.infrared = decodeInfrared(models, last.infrared);
            LittleEndian.putShort(records, at + 6, last.infrared);
        }
    }

    private int decodeInfrared(Rgb14Context models, int last) {
        ArithmeticDecoder layer = layers[1];
        if (layer.isEmpty()) {
            return last;
        }
        int used = layer.symbol(models.infraredBytesUsed);
        int low = (used & 1) == 0 ? last : layer.symbol(models.infraredLow) + last;
        int high = (used & 2) == 0 ? last >>> 8 : layer.symbol(models.infraredHigh) + (last >>> 8);
        layer.advance();
        return (high & 0xFF) << 8 | low & 0xFF;
    }
}
