package dev.caravan.laz;

import java.nio.channels.FileChannel;

/** A chunk with a stream for each group of fields: point formats 6 to 10. */
final class LayeredChunk implements Chunk {
    private final FileChannel channel;
    private final LayeredItem[] items;
    private final int headLength;
    private final byte[] first;
    private long start;
    private long end;
    private long points;
    private long read;
    private long layersEnd;

    LayeredChunk(FileChannel channel, LaszipRecord laszip) {
        this.channel = channel;
        first = new byte[laszip.recordLength()];
        items = new LayeredItem[laszip.items().size()];
        int offset = 0;
        int layers = 0;
        for (int i = 0; i < items.length; i++) {
            LazItem item = laszip.items().get(i);
            items[i] = item(channel, item, offset);
            offset += item.size();
            layers += item.layers();
        }
        headLength = first.length + Integer.BYTES * (1 + layers);
    }

    private static LayeredItem item(FileChannel channel, LazItem item, int offset) {
        return switch (item.kind()) {
            case POINT14 -> new Point14Decoder(channel, item, offset);
            case RGB14, RGBNIR14 -> new Rgb14Decoder(channel, item, offset);
            case BYTE14 -> new Bytes14Decoder(channel, item, offset);
            case WAVEPACKET14 -> new WavePacket14Decoder(channel, item, offset);
            default -> throw new LazFormatException("LAZ item " + item.kind() + " in a layered chunk");
        };
    }

    @Override
    public void open(long newStart, long newEnd) {
        start = newStart;
        end = newEnd;
        layersEnd = newStart;
        points = 0;
        read = 0;
    }

    @Override
    public void read(byte[] records, int at) {
        if (read == 0) {
            begin();
            System.arraycopy(first, 0, records, at, first.length);
        } else {
            decode(records, at);
        }
        read++;
    }

    private void decode(byte[] records, int at) {
        if (read >= points) {
            throw new LazFormatException(
                    "the chunk at byte " + start + " says that it has " + points + " points, but more are needed");
        }
        int context = 0;
        for (LayeredItem item : items) {
            context = item.decode(records, at, context);
        }
    }

    private void begin() {
        ByteInput in = new ByteInput(channel, start, end, headLength);
        in.read(first, 0, first.length);
        points = in.readInt() & 0xFFFFFFFFL;
        boolean decodes = points > 1;
        layersEnd = start + headLength;
        int layer = 0;
        for (LayeredItem item : items) {
            for (ArithmeticDecoder decoder : item.layers) {
                openLayer(decoder, layer++, in.readInt() & 0xFFFFFFFFL, decodes);
            }
        }
        // A chunk of one point has nothing to decode; its layers may all be empty.
        if (decodes) {
            beginItems();
        }
    }

    private void openLayer(ArithmeticDecoder decoder, int layer, long size, boolean decodes) {
        if (size > end - layersEnd) {
            throw new LazFormatException("layer " + layer + " of the chunk at byte " + start + " has " + size
                    + " bytes, but only " + (end - layersEnd) + " are left");
        }
        if (decodes) {
            decoder.openLayer(layersEnd, layersEnd + size);
        }
        layersEnd += size;
    }

    private void beginItems() {
        items[0].layers[0].requireData();
        int context = first[15] >>> 4 & 3;
        for (LayeredItem item : items) {
            item.open(first, context);
        }
    }

    @Override
    public long position() {
        return layersEnd;
    }

    @Override
    public boolean hasMore(long chunkEnd, long limit) {
        return read < points;
    }
}
