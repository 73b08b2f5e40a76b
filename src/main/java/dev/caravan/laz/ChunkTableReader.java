package dev.caravan.laz;

import java.nio.channels.FileChannel;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Reads a chunk table and compares each entry with where the table itself lies. The table is optional for fixed chunk
 * sizes: writers that were interrupted leave none.
 */
final class ChunkTableReader {
    /** Bytes of the table's position, which comes before the first chunk, and of the table's own version and count. */
    static final int HEAD = 8;

    private static final int WINDOW = 1 << 12;

    private final FileChannel channel;
    private final long fileSize;
    private final long position;
    private final long firstChunk;
    private final long chunkSize;
    private final long count;

    private long[] starts;
    private long @Nullable [] firstPoints;

    /** @param position byte offset of the table, beyond {@code firstChunk} */
    private ChunkTableReader(FileChannel channel, long fileSize, long position, long firstChunk, LaszipRecord laszip) {
        this.channel = channel;
        this.fileSize = fileSize;
        this.position = position;
        this.firstChunk = firstChunk;
        this.chunkSize = laszip.chunkSize();
        this.count = readCount(laszip.recordLength());
        this.starts = new long[] {firstChunk};
        this.firstPoints = laszip.chunkSize() == LaszipRecord.VARIABLE ? new long[1] : null;
    }

    /** @return null when the file has no table and its chunks are of one size */
    static @Nullable ChunkTable read(FileChannel channel, long pointData, long fileSize, LaszipRecord laszip) {
        long firstChunk = pointData + HEAD;
        long position = new ByteInput(channel, pointData, fileSize).readLong();
        if (position == -1) {
            position = new ByteInput(channel, fileSize - HEAD, fileSize).readLong();
        }
        if (position == pointData || position == 0) {
            return absent(laszip, position);
        }
        if (position < firstChunk || position + HEAD > fileSize) {
            throw new LazFormatException("chunk table is said to be at byte " + position + ", but chunks begin at byte "
                    + firstChunk + " and the file has " + fileSize + " bytes");
        }
        return new ChunkTableReader(channel, fileSize, position, firstChunk, laszip).decode();
    }

    private static @Nullable ChunkTable absent(LaszipRecord laszip, long position) {
        if (laszip.chunkSize() == LaszipRecord.VARIABLE) {
            throw new LazFormatException(
                    "chunks vary in size, but there is no chunk table (its position is " + position + ")");
        }
        return null;
    }

    private long readCount(int recordLength) {
        ByteInput in = new ByteInput(channel, position, fileSize, HEAD);
        int version = in.readInt();
        long found = in.readInt() & 0xFFFFFFFFL;
        // Each chunk begins with a whole record: a bound that needs no belief in the table.
        long most = (position - firstChunk) / recordLength;
        if (version != 0 || found > most) {
            throw new LazFormatException("chunk table at byte " + position + " has version " + version + " and " + found
                    + " chunks, expected version 0 and at most " + most + " chunks");
        }
        return found;
    }

    private ChunkTable decode() {
        if (count > 0) {
            decodeEntries();
        }
        int length = (int) count + 1;
        return new ChunkTable(
                Arrays.copyOf(starts, length),
                firstPoints == null ? null : Arrays.copyOf(firstPoints, length),
                chunkSize);
    }

    private void decodeEntries() {
        ArithmeticDecoder decoder = new ArithmeticDecoder(channel, WINDOW, ArithmeticDecoder.POINT_BYTES);
        decoder.open(position + HEAD, fileSize);
        IntegerModel integers = new IntegerModel(32, 2);
        int points = 0;
        int bytes = 0;
        for (int chunk = 0; chunk < count; chunk++) {
            makeRoom(chunk + 1);
            if (firstPoints != null) {
                points = integers.decode(decoder, points, 0);
                firstPoints[chunk + 1] = firstPoints[chunk] + (points & 0xFFFFFFFFL);
            }
            bytes = integers.decode(decoder, bytes, 1);
            starts[chunk + 1] = starts[chunk] + (bytes & 0xFFFFFFFFL);
            decoder.advance();
            check(chunk);
        }
    }

    /** Grown as it is read: the count alone could ask for any amount of memory. */
    private void makeRoom(int index) {
        if (index == starts.length) {
            int larger = (int) Math.min(count + 1, 64 + 2L * starts.length);
            starts = Arrays.copyOf(starts, larger);
            firstPoints = firstPoints == null ? null : Arrays.copyOf(firstPoints, larger);
        }
    }

    private void check(int chunk) {
        if (starts[chunk + 1] <= starts[chunk] || starts[chunk + 1] > position) {
            throw new LazFormatException("chunk table says that chunk " + chunk + " covers bytes " + starts[chunk]
                    + " to " + starts[chunk + 1] + ", but the table itself is at byte " + position);
        }
    }
}
