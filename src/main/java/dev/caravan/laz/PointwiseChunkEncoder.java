package dev.caravan.laz;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The counterpart of {@link PointwiseChunk}: all fields in one stream, behind the first record. */
final class PointwiseChunkEncoder implements ChunkEncoder {
    private static final int CAPACITY = 1 << 16;

    private final List<LazItem> items;
    private final int recordLength;
    private final ByteOutput stream = new ByteOutput(CAPACITY);
    private final ArithmeticEncoder encoder = new ArithmeticEncoder(stream);
    private ItemEncoder @Nullable [] encoders;

    PointwiseChunkEncoder(LaszipRecord laszip) {
        items = laszip.items();
        recordLength = laszip.recordLength();
    }

    @Override
    public void write(byte[] records, int at) {
        if (encoders == null) {
            stream.write(records, at, recordLength);
            encoders = open(records, at);
            return;
        }
        for (ItemEncoder item : encoders) {
            item.encode(records, at);
        }
    }

    private ItemEncoder[] open(byte[] records, int at) {
        byte[] first = new byte[recordLength];
        System.arraycopy(records, at, first, 0, recordLength);
        ItemEncoder[] opened = new ItemEncoder[items.size()];
        int offset = 0;
        for (int i = 0; i < opened.length; i++) {
            opened[i] = open(items.get(i), offset, first);
            offset += items.get(i).size();
        }
        return opened;
    }

    private ItemEncoder open(LazItem item, int offset, byte[] first) {
        return switch (item.kind()) {
            case POINT10 -> new Point10Encoder(encoder, offset, first);
            case GPSTIME11 -> new GpsTimeEncoder(encoder, offset, first);
            case RGB12 -> new RgbEncoder(encoder, offset, first);
            case WAVEPACKET13 -> new WavePacketEncoder(encoder, offset, first);
            case BYTE -> new BytesEncoder(encoder, offset, first, item.size());
            default -> throw new LazFormatException("LAZ item " + item.kind() + " in a pointwise chunk");
        };
    }

    @Override
    public void finish(ByteOutput out) {
        encoder.finish();
        out.write(stream);
    }
}
