package dev.caravan.laz;

/** The counterpart of {@link RgbDecoder}. */
final class RgbEncoder extends ItemEncoder {
    private final ArithmeticEncoder encoder;
    private final byte[] last = new byte[6];
    private final RgbEncoderState state = new RgbEncoderState();

    RgbEncoder(ArithmeticEncoder encoder, int offset, byte[] first) {
        super(offset);
        this.encoder = encoder;
        System.arraycopy(first, offset, last, 0, 6);
    }

    @Override
    void encode(byte[] records, int at) {
        state.encode(encoder, last, records, at + offset);
        System.arraycopy(records, at + offset, last, 0, 6);
    }
}
