package dev.caravan.laz;

import java.nio.channels.FileChannel;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A chunk whose fields are all in one stream: point formats 0 to 5. */
final class PointwiseChunk implements Chunk {
    private final ByteInput in;
    private final List<LazItem> items;
    private final int recordLength;
    private ItemDecoder @Nullable [] decoders;

    PointwiseChunk(FileChannel channel, LaszipRecord laszip, long start, long end) {
        in = new ByteInput(channel, start, end);
        items = laszip.items();
        recordLength = laszip.recordLength();
    }

    @Override
    public void read(byte[] records, int at) {
        if (decoders == null) {
            in.read(records, at, recordLength);
            decoders = open(records, at);
            return;
        }
        for (ItemDecoder decoder : decoders) {
            decoder.decode(records, at);
        }
    }

    private ItemDecoder[] open(byte[] records, int at) {
        byte[] first = new byte[recordLength];
        System.arraycopy(records, at, first, 0, recordLength);
        ItemDecoder[] opened = new ItemDecoder[items.size()];
        ArithmeticDecoder decoder = new ArithmeticDecoder(in);
        int offset = 0;
        for (int i = 0; i < opened.length; i++) {
            opened[i] = open(items.get(i), decoder, offset, first);
            offset += items.get(i).size();
        }
        return opened;
    }

    private static ItemDecoder open(LazItem item, ArithmeticDecoder decoder, int offset, byte[] first) {
        boolean second = item.version() == 2;
        return switch (item.kind()) {
            case POINT10 ->
                second ? new Point10Decoder(decoder, offset, first) : new Point10FirstDecoder(decoder, offset, first);
            case GPSTIME11 ->
                second ? new GpsTimeDecoder(decoder, offset, first) : new GpsTimeFirstDecoder(decoder, offset, first);
            case RGB12 -> second ? new RgbDecoder(decoder, offset, first) : new RgbFirstDecoder(decoder, offset, first);
            case WAVEPACKET13 -> new WavePacketDecoder(decoder, offset, first);
            case BYTE ->
                second
                        ? new BytesDecoder(decoder, offset, first, item.size())
                        : new BytesFirstDecoder(decoder, offset, first, item.size());
            default -> throw new LazFormatException("LAZ item " + item.kind() + " in a pointwise chunk");
        };
    }

    @Override
    public long position() {
        return in.position();
    }

    @Override
    public boolean hasMore(long end, long limit) {
        if (in.position() == end) {
            return false;
        }
        // There is no count of points and no checksum: what is left must be whole points, or what was read is wrong.
        byte[] record = new byte[recordLength];
        for (long left = limit; left > 0 && in.position() < end; left--) {
            read(record, 0);
        }
        if (in.position() != end) {
            throw new LazFormatException("the last chunk's points end at byte " + in.position() + ", expected byte "
                    + end + ": its data is corrupt");
        }
        return true;
    }
}
