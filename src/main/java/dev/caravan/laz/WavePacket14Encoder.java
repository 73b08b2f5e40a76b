package dev.caravan.laz;

import java.util.Arrays;
import java.util.List;

/** The counterpart of {@link WavePacket14Decoder}. */
final class WavePacket14Encoder extends ContextItemEncoder<WavePacketEncoderState> {
    private final LayerEncoder layer = new LayerEncoder();

    WavePacket14Encoder(LazItem item, int offset, byte[] first, int context) {
        super(offset, item.size(), first, context);
    }

    @Override
    WavePacketEncoderState newModels() {
        return new WavePacketEncoderState(layer.encoder);
    }

    @Override
    void encodeItem(WavePacketEncoderState models, byte[] last, byte[] records, int at) {
        layer.note(!Arrays.equals(records, at, at + last.length, last, 0, last.length));
        models.encode(last, records, at);
    }

    @Override
    List<LayerEncoder> layers() {
        return List.of(layer);
    }
}
