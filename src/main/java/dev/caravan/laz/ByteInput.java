package dev.caravan.laz;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** A range of a file, read forwards through a small window, so that a length that lies costs no memory. */
final class ByteInput {
    private static final int WINDOW = 1 << 14;

    private final FileChannel channel;
    private final long end;
    private final byte[] window;
    private long windowEnd;
    private int next;
    private int limit;

    ByteInput(FileChannel channel, long start, long end) {
        this(channel, start, end, WINDOW);
    }

    /** @param window bytes to be read at once */
    ByteInput(FileChannel channel, long start, long end, int window) {
        this.channel = channel;
        this.end = end;
        this.windowEnd = start;
        this.window = new byte[(int) Math.max(0, Math.min(window, end - start))];
    }

    long position() {
        return windowEnd - limit + next;
    }

    long remaining() {
        return end - position();
    }

    int read() {
        if (next == limit) {
            fill();
        }
        return window[next++] & 0xFF;
    }

    void read(byte[] target, int at, int length) {
        for (int i = 0; i < length; i++) {
            target[at + i] = (byte) read();
        }
    }

    int readInt() {
        return read() | read() << 8 | read() << 16 | read() << 24;
    }

    long readLong() {
        return (readInt() & 0xFFFFFFFFL) | (long) readInt() << 32;
    }

    private void fill() {
        int wanted = (int) Math.min(window.length, end - windowEnd);
        if (wanted <= 0) {
            throw new LazFormatException("the compressed data ends at byte " + end + ", but more is needed");
        }
        try {
            int read = channel.read(ByteBuffer.wrap(window, 0, wanted), windowEnd);
            if (read <= 0) {
                throw new LazFormatException(
                        "the file ends at byte " + windowEnd + " in the middle of compressed data");
            }
            limit = read;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        next = 0;
        windowEnd += limit;
    }
}
