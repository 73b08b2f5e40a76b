package dev.caravan.octree;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

/** One scratch file a chunk, filled in any order through small buffers; no file stays open, as there may be thousands. */
final class ChunkFiles {
    private static final int BUFFERS = 64 << 20;
    private static final int LARGEST_BUFFER = 1 << 18;

    private final Path directory;
    private final String prefix;
    private final int stride;
    private final int bufferSize;
    private final byte[][] buffers;
    private final int[] filled;

    /** @param prefix of the files' names, so that plans of several levels can share a directory */
    ChunkFiles(Path directory, String prefix, int chunks, int stride) {
        this.directory = directory;
        this.prefix = prefix;
        this.stride = stride;
        int records = Math.max(1, Math.min(LARGEST_BUFFER, BUFFERS / chunks) / stride);
        this.bufferSize = records * stride;
        this.buffers = new byte[chunks][];
        this.filled = new int[chunks];
    }

    Path file(int chunk) {
        return directory.resolve(prefix + chunk + ".points");
    }

    void add(int chunk, byte[] points, int at) throws IOException {
        byte[] buffer = buffers[chunk];
        if (buffer == null) {
            buffer = new byte[bufferSize];
            buffers[chunk] = buffer;
        }
        System.arraycopy(points, at, buffer, filled[chunk], stride);
        filled[chunk] += stride;
        if (filled[chunk] == bufferSize) {
            flush(chunk);
        }
    }

    void finish() throws IOException {
        for (int chunk = 0; chunk < buffers.length; chunk++) {
            flush(chunk);
        }
        Arrays.fill(buffers, null);
    }

    private void flush(int chunk) throws IOException {
        byte[] buffer = buffers[chunk];
        if (buffer == null || filled[chunk] == 0) {
            return;
        }
        try (FileChannel channel =
                FileChannel.open(file(chunk), StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            ByteBuffer bytes = ByteBuffer.wrap(buffer, 0, filled[chunk]);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        }
        filled[chunk] = 0;
    }

    /** The chunk's records; its file is gone after that, so that scratch space shrinks as the octree grows. */
    byte[] take(int chunk) throws IOException {
        byte[] points = Files.readAllBytes(file(chunk));
        Files.delete(file(chunk));
        return points;
    }
}
