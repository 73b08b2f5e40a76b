package dev.caravan.laz;

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
        last = RgbState.read(first, offset);
    }

    @Override
    void decode(byte[] records, int at) {
        last = state.decode(decoder, last);
        RgbState.write(last, records, at + offset);
    }
}
