package dev.caravan.octree;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** Points of one node of the {@link BucketTree} in a scratch file, and the last ones in a buffer. Its own lock guards it. */
final class Bucket {
    private static final int FIRST_BUFFER = 4 << 10;
    private static final int READ = 1 << 20;

    final long location;
    private final Path file;
    private final int largestBuffer;
    private @Nullable ByteBuffer buffer;
    private long bytes;

    Bucket(long location, Path file, int largestBuffer) {
        this.location = location;
        this.file = file;
        this.largestBuffer = largestBuffer;
    }

    Path file() {
        return file;
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

    // The file is opened for each write: there may be more buckets than files may be open.
    private void write(ByteBuffer full) throws IOException {
        full.flip();
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            while (full.hasRemaining()) {
                channel.write(full);
            }
        }
        full.clear();
    }

    /** Writes what is left, and gives its memory back. */
    synchronized void flush() throws IOException {
        ByteBuffer present = buffer;
        if (present != null && present.position() > 0) {
            write(present);
        }
        buffer = null;
    }

    /**
     * Moves all of a flushed bucket's records into memory; its file is gone after that.
     *
     * @return the position after the last byte
     */
    int take(byte[] records, int at) throws IOException {
        int end = (int) (at + bytes);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            int next = at;
            while (next < end) {
                int read = channel.read(ByteBuffer.wrap(records, next, Math.min(READ, end - next)));
                if (read < 0) {
                    throw new IOException("scratch file " + file + " ends " + (end - next) + " bytes early");
                }
                next += read;
            }
        }
        Files.delete(file);
        empty();
        return end;
    }

    /** Forgets what was in the file, which somebody else has taken. */
    synchronized void empty() {
        bytes = 0;
    }
}
