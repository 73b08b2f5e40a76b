package dev.caravan.laz;

import java.nio.channels.FileChannel;

/** A chunk whose fields are all in one stream: point formats 0 to 5. */
final class PointwiseChunk implements Chunk {
    private static final int WINDOW = 1 << 16;

    private final FileChannel channel;
    private final ArithmeticDecoder decoder;
    private final ItemDecoder[] items;
    private final byte[] first;
    private long start;
    private long end;
    private boolean begun;

    PointwiseChunk(FileChannel channel, LaszipRecord laszip) {
        this.channel = channel;
        first = new byte[laszip.recordLength()];
        // An extra byte takes up to two bytes.
        decoder = new ArithmeticDecoder(channel, WINDOW, ArithmeticDecoder.POINT_BYTES + 2 * first.length);
        items = new ItemDecoder[laszip.items().size()];
        int offset = 0;
        for (int i = 0; i < items.length; i++) {
            LazItem item = laszip.items().get(i);
            items[i] = item(item, decoder, offset);
            offset += item.size();
        }
    }

    private static ItemDecoder item(LazItem item, ArithmeticDecoder decoder, int offset) {
        boolean second = item.version() == 2;
        return switch (item.kind()) {
            case POINT10 -> second ? new Point10Decoder(decoder, offset) : new Point10FirstDecoder(decoder, offset);
            case GPSTIME11 -> second ? new GpsTimeDecoder(decoder, offset) : new GpsTimeFirstDecoder(decoder, offset);
            case RGB12 -> second ? new RgbDecoder(decoder, offset) : new RgbFirstDecoder(decoder, offset);
            case WAVEPACKET13 -> new WavePacketDecoder(decoder, offset);
            case BYTE ->
                second
                        ? new BytesDecoder(decoder, offset, item.size())
                        : new BytesFirstDecoder(decoder, offset, item.size());
            default -> throw new LazFormatException("LAZ item " + item.kind() + " in a pointwise chunk");
        };
    }

    @Override
    public void open(long newStart, long newEnd) {
        start = newStart;
        end = newEnd;
        begun = false;
    }

    @Override
    public void read(byte[] records, int at) {
        if (!begun) {
            begin();
            System.arraycopy(first, 0, records, at, first.length);
            return;
        }
        for (ItemDecoder item : items) {
            item.decode(records, at);
        }
        decoder.advance();
    }

    private void begin() {
        new ByteInput(channel, start, end, first.length).read(first, 0, first.length);
        decoder.open(start + first.length, end);
        for (ItemDecoder item : items) {
            item.open(first);
        }
        begun = true;
    }

    @Override
    public long position() {
        return begun ? decoder.position() : start;
    }

    @Override
    public boolean hasMore(long chunkEnd, long limit) {
        if (position() == chunkEnd) {
            return false;
        }
        // There is no count of points and no checksum: what is left must be whole points, or what was read is wrong.
        byte[] record = new byte[first.length];
        for (long left = limit; left > 0 && position() < chunkEnd; left--) {
            read(record, 0);
        }
        if (position() != chunkEnd) {
            throw new LazFormatException("the last chunk's points end at byte " + position() + ", expected byte "
                    + chunkEnd + ": its data is corrupt");
        }
        return true;
    }
}
