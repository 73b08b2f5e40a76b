package dev.caravan.laz;

import org.jspecify.annotations.Nullable;

/** Wave packet of point formats 9 and 10. */
final class WavePacket14Decoder extends ContextItem<WavePacket14Decoder.Models> {

    record Models(@Nullable WavePacketState state) {}

    private final @Nullable ArithmeticDecoder layer;

    WavePacket14Decoder(ByteInput[] layers, int from, LazItem item, int offset, byte[] first, int context) {
        super(offset, item.size(), item.version(), first, context);
        layer = open(layers[from]);
    }

    @Override
    Models newModels() {
        return new Models(layer == null ? null : new WavePacketState(layer));
    }

    @Override
    void decodeItem(Models models, byte[] last) {
        if (models.state != null) {
            models.state.decode(last);
        }
    }
}
