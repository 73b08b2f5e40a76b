package dev.caravan.laz;

import java.nio.channels.FileChannel;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A chunk with a stream for each group of fields: point formats 6 to 10. */
final class LayeredChunk implements Chunk {
    private final FileChannel channel;
    private final List<LazItem> items;
    private final int recordLength;
    private final long start;
    private final long end;
    private LayeredItem @Nullable [] decoders;
    private long points;
    private long read;
    private long layersEnd;

    LayeredChunk(FileChannel channel, LaszipRecord laszip, long start, long end) {
        this.channel = channel;
        this.items = laszip.items();
        this.recordLength = laszip.recordLength();
        this.start = start;
        this.end = end;
        this.layersEnd = start;
    }

    @Override
    public void read(byte[] records, int at) {
        LayeredItem[] opened = decoders;
        if (opened == null) {
            decoders = open(records, at);
        } else {
            if (read == points) {
                throw new LazFormatException(
                        "the chunk at byte " + start + " says that it has " + points + " points, but more are needed");
            }
            int context = 0;
            for (LayeredItem decoder : opened) {
                context = decoder.decode(records, at, context);
            }
        }
        read++;
    }

    private LayeredItem[] open(byte[] records, int at) {
        ByteInput in = new ByteInput(channel, start, end);
        byte[] first = new byte[recordLength];
        in.read(first, 0, recordLength);
        System.arraycopy(first, 0, records, at, recordLength);
        points = in.readInt() & 0xFFFFFFFFL;
        ByteInput[] layers = layers(in);
        LayeredItem[] opened = new LayeredItem[items.size()];
        // A chunk of one point has nothing to decode; its layers may all be empty.
        if (points <= 1) {
            return new LayeredItem[0];
        }
        int context = first[15] >>> 4 & 3;
        int offset = 0;
        int layer = 0;
        for (int i = 0; i < opened.length; i++) {
            LazItem item = items.get(i);
            opened[i] = open(item, layers, layer, offset, first, context);
            layer += item.layers();
            offset += item.size();
        }
        return opened;
    }

    private ByteInput[] layers(ByteInput in) {
        long[] sizes = new long[items.stream().mapToInt(LazItem::layers).sum()];
        for (int i = 0; i < sizes.length; i++) {
            sizes[i] = in.readInt() & 0xFFFFFFFFL;
        }
        ByteInput[] layers = new ByteInput[sizes.length];
        long at = in.position();
        for (int i = 0; i < sizes.length; i++) {
            if (sizes[i] > end - at) {
                throw new LazFormatException("layer " + i + " of the chunk at byte " + start + " has " + sizes[i]
                        + " bytes, but only " + (end - at) + " are left");
            }
            layers[i] = new ByteInput(channel, at, at + sizes[i]);
            at += sizes[i];
        }
        layersEnd = at;
        return layers;
    }

    private static LayeredItem open(
            LazItem item, ByteInput[] layers, int layer, int offset, byte[] first, int context) {
        return switch (item.kind()) {
            case POINT14 -> new Point14Decoder(Point14Layers.open(layers, layer), offset, item.version(), first);
            case RGB14, RGBNIR14 -> new Rgb14Decoder(layers, layer, item, offset, first, context);
            case BYTE14 -> new Bytes14Decoder(layers, layer, item, offset, first, context);
            case WAVEPACKET14 -> new WavePacket14Decoder(layers, layer, item, offset, first, context);
            default -> throw new LazFormatException("LAZ item " + item.kind() + " in a layered chunk");
        };
    }

    @Override
    public long position() {
        return layersEnd;
    }

    @Override
    public boolean hasMore(long end, long limit) {
        return read < points;
    }
}
