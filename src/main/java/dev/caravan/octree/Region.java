package dev.caravan.octree;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A scratch file that the buckets of one part of the cube share: a file for each of thousands of buckets would cost more than
 * what is written to it, and one for all could not shrink as the octree grows. Safe for use by several threads.
 */
final class Region {
    private final Path file;
    private final AtomicLong end = new AtomicLong();
    private final AtomicLong left = new AtomicLong();

    Region(Path file) {
        this.file = file;
    }

    /**
     * Writes all that remains in the buffer.
     *
     * @return where it begins in the file
     */
    long write(ByteBuffer bytes) throws IOException {
        long start = end.getAndAdd(bytes.remaining());
        left.addAndGet(bytes.remaining());
        // Opened for each write: there may be more regions than files may be open.
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            long at = start;
            while (bytes.hasRemaining()) {
                at += channel.write(bytes, at);
            }
        }
        return start;
    }

    FileChannel open() throws IOException {
        return FileChannel.open(file, StandardOpenOption.READ);
    }

    /** Fills what remains of the buffer from a place in the file that has been written. */
    void read(FileChannel channel, ByteBuffer bytes, long start) throws IOException {
        long at = start;
        while (bytes.hasRemaining()) {
            int read = channel.read(bytes, at);
            if (read < 0) {
                throw new IOException("scratch file " + file + " ends at byte " + at + ", expected " + bytes.remaining()
                        + " bytes more");
            }
            at += read;
        }
    }

    /** So many bytes are not needed any more. */
    void release(long bytes) {
        left.addAndGet(-bytes);
    }

    /** Removes the file when nothing of it is needed; nobody may write at the same time. */
    void removeIfEmpty() throws IOException {
        if (left.get() == 0) {
            Files.deleteIfExists(file);
        }
    }
}
