package dev.caravan.laz;

/** Wave packet of point formats 4 and 5. */
final class WavePacketDecoder extends ItemDecoder {
    private final ArithmeticDecoder decoder;
    private final byte[] last = new byte[WavePacketState.SIZE];
    private final WavePacketState state = new WavePacketState();

    WavePacketDecoder(ArithmeticDecoder decoder, int offset) {
        super(offset);
        this.decoder = decoder;
    }

    @Override
    void open(byte[] first) {
        System.arraycopy(first, offset, last, 0, last.length);
        state.reset();
    }

    @Override
    void decode(byte[] records, int at) {
        state.decode(decoder, last);
        System.arraycopy(last, 0, records, at + offset, last.length);
    }
}
