package dev.caravan.laz;

/** Colour of point formats 2, 3 and 5, version 2. */
final class RgbDecoder extends ItemDecoder {
    private final ArithmeticDecoder decoder;
    private final byte[] last = new byte[6];
    private final RgbState state = new RgbState();

    RgbDecoder(ArithmeticDecoder decoder, int offset, byte[] first) {
        super(offset);
        this.decoder = decoder;
        System.arraycopy(first, offset, last, 0, 6);
    }

    @Override
    void decode(byte[] records, int at) {
        state.decode(decoder, last);
        System.arraycopy(last, 0, records, at + offset, 6);
    }
}
