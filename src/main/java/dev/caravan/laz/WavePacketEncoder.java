package dev.caravan.laz;

/** The counterpart of {@link WavePacketDecoder}. */
final class WavePacketEncoder extends ItemEncoder {
    private final byte[] last = new byte[WavePacketState.SIZE];
    private final WavePacketEncoderState state;

    WavePacketEncoder(ArithmeticEncoder encoder, int offset, byte[] first) {
        super(offset);
        state = new WavePacketEncoderState(encoder);
        System.arraycopy(first, offset, last, 0, last.length);
    }

    @Override
    void encode(byte[] records, int at) {
        state.encode(last, records, at + offset);
        System.arraycopy(records, at + offset, last, 0, last.length);
    }
}
