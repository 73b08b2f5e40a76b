package dev.caravan.laz;

import dev.caravan.binary.LittleEndian;

/** The counterpart of {@link Rgb14Decoder}. */
final class Rgb14Encoder extends ContextItemEncoder<Rgb14Context> {
    private final boolean hasInfrared;

    Rgb14Encoder(LazItem item, int offset, byte[] first, int context) {
        super(item, offset, () -> new Rgb14Context(item.hasInfrared()), first, context);
        hasInfrared = item.hasInfrared();
    }

    @Override
    void encodeItem(Rgb14Context models, Rgb14Context last, byte[] records, int at) {
        long colour = RgbState.read(records, at);
        layers[0].note(colour != last.colour);
        models.colours.encode(layers[0].encoder, last.colour, colour);
        last.colour = colour;
        if (hasInfrared) {
            int infrared = LittleEndian.unsignedShort(records, at + 6);
            encodeInfrared(models, last.infrared, infrared);
            last.infrared = infrared;
        }
    }

    private void encodeInfrared(Rgb14Context models, int last, int infrared) {
        int used = ((infrared ^ last) & 0xFF) != 0 ? 1 : 0;
        used |= (infrared ^ last) >>> 8 != 0 ? 2 : 0;
        layers[1].note(used != 0);
        ArithmeticEncoder encoder = layers[1].encoder;
        encoder.symbol(models.infraredBytesUsed, used);
        if ((used & 1) != 0) {
            encoder.symbol(models.infraredLow, (infrared - last) & 0xFF);
        }
        if ((used & 2) != 0) {
            encoder.symbol(models.infraredHigh, ((infrared >>> 8) - (last >>> 8)) & 0xFF);
        }
    }
}
