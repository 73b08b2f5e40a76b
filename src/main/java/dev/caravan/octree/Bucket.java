package dev.caravan.octree;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Points of one node of the {@link BucketTree}: extents of its region's file, and the last points in a buffer. Its lock guards it. */
final class Bucket {
    private static final int FIRST_BUFFER = 4 << 10;
    private static final long[] NONE = {};

    final long location;
    private final Region region;
    private final int largestBuffer;
    private @Nullable ByteBuffer buffer;
    /** Where each extent begins; all but the last have the size of the largest buffer. */
    private long[] extents = NONE;

    private int extentCount;
    private long bytes;

    Bucket(long location, Region region, int largestBuffer) {
        this.location = location;
        this.region = region;
        this.largestBuffer = largestBuffer;
    }

    Region region() {
        return region;
    }

    synchronized long bytes() {
        return bytes;
    }

    /** @return bytes that the bucket has by now */
    synchronized long append(byte[] records, int at, int length) throws IOException {
        int next = at;
        int end = at + length;
        while (next < end) {
            ByteBuffer room = room();
            int part = Math.min(room.remaining(), end - next);
            room.put(records, next, part);
            next += part;
        }
        bytes += length;
        return bytes;
    }

    private ByteBuffer room() throws IOException {
        ByteBuffer present = buffer;
        if (present == null) {
            present = ByteBuffer.allocateDirect(Math.min(FIRST_BUFFER, largestBuffer));
        } else if (!present.hasRemaining() && present.capacity() < largestBuffer) {
            ByteBuffer larger = ByteBuffer.allocateDirect(Math.min(largestBuffer, 4 * present.capacity()));
            present = larger.put(present.flip());
        } else if (!present.hasRemaining()) {
            write(present);
        }
        buffer = present;
        return present;
    }

    private void write(ByteBuffer full) throws IOException {
        if (extentCount == extents.length) {
            extents = Arrays.copyOf(extents, Math.max(4, 2 * extentCount));
        }
        extents[extentCount++] = region.write(full.flip());
        full.clear();
    }

    /** Writes what is left, and gives its memory back. Nothing may be added any more. */
    synchronized void flush() throws IOException {
        ByteBuffer present = buffer;
        if (present != null && present.position() > 0) {
            write(present);
        }
        buffer = null;
    }

    /**
     * Copies records of a flushed bucket into memory.
     *
     * @param from first byte of the bucket that is wanted
     */
    synchronized void read(long from, byte[] target, int at, int length) throws IOException {
        try (FileChannel channel = region.open()) {
            int done = 0;
            while (done < length) {
                long place = from + done;
                int within = (int) (place % largestBuffer);
                int part = Math.min(length - done, largestBuffer - within);
                long start = extents[(int) (place / largestBuffer)] + within;
                region.read(channel, ByteBuffer.wrap(target, at + done, part), start);
                done += part;
            }
        }
    }

    /** Forgets everything. */
    synchronized void clear() {
        region.release(bytes);
        bytes = 0;
        extents = NONE;
        extentCount = 0;
    }
}
