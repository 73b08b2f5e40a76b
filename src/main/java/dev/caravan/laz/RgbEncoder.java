package dev.caravan.laz;

/** The counterpart of {@link RgbDecoder}. */
final class RgbEncoder extends ItemEncoder {
    private final ArithmeticEncoder encoder;
    private final RgbState state = new RgbState();
    private long last;

    RgbEncoder(ArithmeticEncoder encoder, int offset, byte[] first) {
        super(offset);
        this.encoder = encoder;
        last = RgbState.read(first, offset);
    }

    @Override
    void encode(byte[] records, int at) {
        long colour = RgbState.read(records, at + offset);
        state.encode(encoder, last, colour);
        last = colour;
    }
}
