package dev.caravan.laz;

import java.nio.channels.FileChannel;

/** Wave packet of point formats 9 and 10. */
final class WavePacket14Decoder extends ContextItem<WavePacket14Context> {
    WavePacket14Decoder(FileChannel channel, LazItem item, int offset) {
        super(channel, item, offset, WavePacket14Context::new);
    }

    @Override
    void decodeItem(WavePacket14Context context, WavePacket14Context last, byte[] records, int at) {
        if (!layers[0].isEmpty()) {
            context.models.decode(layers[0], last.last);
            layers[0].advance();
        }
        System.arraycopy(last.last, 0, records, at, last.last.length);
    }
}
