package dev.caravan.laz;

import java.util.Arrays;

/** The counterpart of {@link WavePacket14Decoder}. */
final class WavePacket14Encoder extends ContextItemEncoder<WavePacket14Context> {
    WavePacket14Encoder(LazItem item, int offset, byte[] first, int context) {
        super(item, offset, WavePacket14Context::new, first, context);
    }

    @Override
    void encodeItem(WavePacket14Context context, WavePacket14Context last, byte[] records, int at) {
        byte[] packet = last.last;
        layers[0].note(!Arrays.equals(records, at, at + packet.length, packet, 0, packet.length));
        context.models.encode(layers[0].encoder, packet, records, at);
    }
}
