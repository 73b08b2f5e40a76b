package dev.caravan.laz;

import dev.caravan.binary.LittleEndian;

/** Colour of point formats 2, 3 and 5, version 2. */
final class RgbDecoder extends ItemDecoder {
    private final ArithmeticDecoder decoder;
    private final RgbState state = new RgbState();
    private long last;

    RgbDecoder(ArithmeticDecoder decoder, int offset) {
        super(offset);
        this.decoder = decoder;
    }

    @Override
    void open(byte[] first) {
        state.reset();
        last = LittleEndian.unsignedInt(first, offset) | (long) LittleEndian.unsignedShort(first, offset + 4) << 32;
    }

    @Override
    void decode(byte[] records, int at) {
        last = state.decode(decoder, last);
        LittleEndian.putInt(records, at + offset, (int) last);
        LittleEndian.putShort(records, at + offset + 4, (int) (last >>> 32));
    }
}
