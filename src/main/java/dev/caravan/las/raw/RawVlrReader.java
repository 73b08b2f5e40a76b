package dev.caravan.las.raw;

import dev.caravan.binary.LittleEndian;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.List;

/** Walks the variable length records of a file, as far as they lie inside it. */
public final class RawVlrReader {
    /** Larger ones (pyramids, indexes, whole images) are of no use to anybody here. */
    private static final int KEPT_DATA = 1 << 20;
    /** The data of all records of a file together, at most. */
    private static final long KEPT_IN_ALL = 16L << 20;

    private static final int KEPT_RECORDS = 100_000;

    private final FileChannel channel;
    private final int headerSize;
    private final long end;
    private final List<RawVlr> records = new ArrayList<>();
    private long position;
    private long kept;

    /**
     * @param headerSize {@link RawVlr#HEADER_SIZE} or {@link RawVlr#EXTENDED_HEADER_SIZE}
     * @param end no record goes beyond this byte
     */
    public RawVlrReader(FileChannel channel, int headerSize, long start, long end) {
        this.channel = channel;
        this.headerSize = headerSize;
        this.position = start;
        this.end = end;
    }

    /** Reads up to {@code count} records; fewer when the next one would not fit. Data of very large ones is left out. */
    public List<RawVlr> read(long count) throws IOException {
        while (records.size() < Math.min(count, KEPT_RECORDS) && end - position >= headerSize) {
            byte[] header = bytes(position, headerSize);
            long length = headerSize == RawVlr.HEADER_SIZE
                    ? LittleEndian.unsignedShort(header, 20)
                    : LittleEndian.signedLong(header, 20);
            if (length < 0 || length > end - position - headerSize) {
                break;
            }
            boolean keep = length <= KEPT_DATA && kept + length <= KEPT_IN_ALL;
            records.add(RawVlr.of(header, keep ? bytes(position + headerSize, (int) length) : new byte[0]));
            kept += keep ? length : 0;
            position += headerSize + length;
        }
        return List.copyOf(records);
    }

    /** The byte after the last record read. */
    public long position() {
        return position;
    }

    private byte[] bytes(long at, int length) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(length);
        while (buffer.hasRemaining()) {
            if (channel.read(buffer, at + buffer.position()) < 0) {
                throw new IOException("the file became shorter while it was read, at byte " + (at + buffer.position()));
            }
        }
        return buffer.array();
    }
}
