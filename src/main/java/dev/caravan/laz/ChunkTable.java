package dev.caravan.laz;

import java.nio.channels.FileChannel;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Where the chunks of a file begin, and how many points each holds. The table is optional for fixed chunk sizes: writers
 * that were interrupted leave none.
 */
final class ChunkTable {
    private final long[] starts;
    private final long @Nullable [] points;
    private final long fixedPoints;

    private ChunkTable(long[] starts, long @Nullable [] points, long fixedPoints) {
        this.starts = starts;
        this.points = points;
        this.fixedPoints = fixedPoints;
    }

    /** @return null when the file has no table and its chunks are of one size */
    static @Nullable ChunkTable read(FileChannel channel, long pointData, long fileSize, LaszipRecord laszip) {
        long chunkSize = laszip.chunkSize();
        long firstChunk = pointData + 8;
        long at = new ByteInput(channel, pointData, fileSize).readLong();
        if (at == -1) {
            at = new ByteInput(channel, fileSize - 8, fileSize).readLong();
        }
        if (at == pointData || at == 0) {
            return absent(chunkSize, at);
        }
        if (at < firstChunk || at + 8 > fileSize) {
            throw new LazFormatException("chunk table is said to be at byte " + at + ", but chunks begin at byte "
                    + firstChunk + " and the file has " + fileSize + " bytes");
        }
        // Each chunk begins with a whole record: a bound that needs no belief in the table.
        long most = (at - firstChunk) / laszip.recordLength();
        return decode(new ByteInput(channel, at, fileSize), firstChunk, at, most, chunkSize);
    }

    private static @Nullable ChunkTable absent(long chunkSize, long at) {
        if (chunkSize == LaszipRecord.VARIABLE) {
            throw new LazFormatException(
                    "chunks vary in size, but there is no chunk table (its position is " + at + ")");
        }
        return null;
    }

    private static ChunkTable decode(ByteInput in, long firstChunk, long at, long most, long chunkSize) {
        int version = in.readInt();
        long count = in.readInt() & 0xFFFFFFFFL;
        if (version != 0 || count > most) {
            throw new LazFormatException("chunk table at byte " + at + " has version " + version + " and " + count
                    + " chunks, expected version 0 and at most " + most + " chunks");
        }
        boolean variable = chunkSize == LaszipRecord.VARIABLE;
        long[] starts = {firstChunk};
        long[] points = variable ? new long[0] : null;
        if (count > 0) {
            ArithmeticDecoder decoder = new ArithmeticDecoder(in);
            IntegerDecoder integers = new IntegerDecoder(decoder, 32, 2);
            int lastPoints = 0;
            int lastBytes = 0;
            for (int i = 0; i < count; i++) {
                if (i + 1 == starts.length) {
                    // Grown as it is read: the count alone could ask for any amount of memory.
                    int larger = (int) Math.min(count + 1, 64 + 2L * starts.length);
                    starts = Arrays.copyOf(starts, larger);
                    points = points == null ? null : Arrays.copyOf(points, larger);
                }
                if (points != null) {
                    lastPoints = integers.decode(lastPoints, 0);
                    points[i] = lastPoints & 0xFFFFFFFFL;
                }
                lastBytes = integers.decode(lastBytes, 1);
                starts[i + 1] = starts[i] + (lastBytes & 0xFFFFFFFFL);
                checkChunk(i, starts, at);
            }
        }
        return new ChunkTable(Arrays.copyOf(starts, (int) count + 1), points, chunkSize);
    }

    private static void checkChunk(int chunk, long[] starts, long end) {
        if (starts[chunk + 1] <= starts[chunk] || starts[chunk + 1] > end) {
            throw new LazFormatException("chunk table says that chunk " + chunk + " covers bytes " + starts[chunk]
                    + " to " + starts[chunk + 1] + ", but the table itself is at byte " + end);
        }
    }

    int count() {
        return starts.length - 1;
    }

    long start(int chunk) {
        return starts[chunk];
    }

    long end(int chunk) {
        return starts[chunk + 1];
    }

    /** Points of a chunk; the last one of a file with a fixed chunk size may have fewer. */
    long points(int chunk) {
        return points == null ? fixedPoints : points[chunk];
    }

    /** The most points the chunks can hold. */
    long capacity() {
        long sum = 0;
        for (int chunk = 0; chunk < count(); chunk++) {
            sum += points(chunk);
        }
        return sum;
    }
}
