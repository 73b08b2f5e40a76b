package dev.caravan.laz;

/** The counterpart of {@link WavePacketDecoder}. */
final class WavePacketEncoder extends ItemEncoder {
    private final ArithmeticEncoder encoder;
    private final byte[] last = new byte[WavePacketState.SIZE];
    private final WavePacketState state = new WavePacketState();

    WavePacketEncoder(ArithmeticEncoder encoder, int offset, byte[] first) {
        super(offset);
        this.encoder = encoder;
        System.arraycopy(first, offset, last, 0, last.length);
    }

    @Override
    void encode(byte[] records, int at) {
        state.encode(encoder, last, records, at + offset);
    }
}
