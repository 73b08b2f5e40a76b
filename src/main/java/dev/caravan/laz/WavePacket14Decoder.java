package dev.caravan.laz;

import java.nio.channels.FileChannel;

/** Wave packet of point formats 9 and 10. */
final class WavePacket14Decoder extends ContextItem {
    private static final int SIZE = WavePacketState.SIZE;

    private final byte[][] lasts = new byte[CONTEXTS][SIZE];
    private final WavePacketState[] states = new WavePacketState[CONTEXTS];

    WavePacket14Decoder(FileChannel channel, LazItem item, int offset) {
        super(channel, item, offset);
        for (int context = 0; context < CONTEXTS; context++) {
            states[context] = new WavePacketState(layers[0]);
        }
    }

    @Override
    void start(int context, byte[] first) {
        System.arraycopy(first, offset, lasts[context], 0, SIZE);
        states[context].reset();
    }

    @Override
    void startFrom(int context, int other) {
        System.arraycopy(lasts[other], 0, lasts[context], 0, SIZE);
        states[context].reset();
    }

    @Override
    void decodeItem(int context, int last, byte[] records, int at) {
        if (!layers[0].isEmpty()) {
            states[context].decode(lasts[last]);
            layers[0].advance();
        }
        System.arraycopy(lasts[last], 0, records, at, SIZE);
    }
}
