package dev.caravan.laz;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The counterpart of {@link LayeredChunk}: the first record, the number of points, the sizes of all layers, the layers. */
final class LayeredChunkEncoder implements ChunkEncoder {
    private final List<LazItem> items;
    private final byte[] first;
    private LayeredItemEncoder @Nullable [] encoders;
    private int points;

    LayeredChunkEncoder(LaszipRecord laszip) {
        items = laszip.items();
        first = new byte[laszip.recordLength()];
    }

    @Override
    public void write(byte[] records, int at) {
        points++;
        if (encoders == null) {
            System.arraycopy(records, at, first, 0, first.length);
            encoders = open();
            return;
        }
        int context = 0;
        for (LayeredItemEncoder item : encoders) {
            context = item.encode(records, at, context);
        }
    }

    private LayeredItemEncoder[] open() {
        LayeredItemEncoder[] opened = new LayeredItemEncoder[items.size()];
        int context = first[15] >>> 4 & 3;
        int offset = 0;
        for (int i = 0; i < opened.length; i++) {
            opened[i] = open(items.get(i), offset, context);
            offset += items.get(i).size();
        }
        return opened;
    }

    private LayeredItemEncoder open(LazItem item, int offset, int context) {
        return switch (item.kind()) {
            case POINT14 -> new Point14Encoder(item, offset, first);
            case RGB14, RGBNIR14 -> new Rgb14Encoder(item, offset, first, context);
            case WAVEPACKET14 -> new WavePacket14Encoder(item, offset, first, context);
            case BYTE14 -> new Bytes14Encoder(item, offset, first, context);
            default -> throw new LazFormatException("LAZ item " + item.kind() + " in a layered chunk");
        };
    }

    @Override
    public void finish(ByteOutput out) {
        List<LayerEncoder> layers = layers();
        out.write(first, 0, first.length);
        out.writeInt(points);
        for (LayerEncoder layer : layers) {
            layer.finish();
            out.writeInt(layer.size());
        }
        for (LayerEncoder layer : layers) {
            layer.writeTo(out);
        }
    }

    private List<LayerEncoder> layers() {
        List<LayerEncoder> layers = new ArrayList<>();
        if (encoders != null) {
            for (LayeredItemEncoder item : encoders) {
                layers.addAll(List.of(item.layers));
            }
        }
        return layers;
    }
}
