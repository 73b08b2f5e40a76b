package dev.caravan.laz;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/**
 * A range of a file that moves through a small array, so that a length that lies costs no memory. Readers take bytes from
 * the array themselves, up to {@code slack} of them before they ask again; what they took beyond the end is seen then.
 */
final class ByteWindow {
    /** Bytes that may be looked at beyond those that are taken. */
    private static final int LOOK_AHEAD = 8;

    private final FileChannel channel;
    private final int size;
    private final int slack;
    private byte[] bytes = new byte[0];
    private long start;
    private int limit;
    private long end;

    /**
     * @param size of the window, more than {@code slack}
     * @param slack how many bytes are taken at most between two refills
     */
    ByteWindow(FileChannel channel, int size, int slack) {
        this.channel = channel;
        this.size = size;
        this.slack = slack;
    }

    /** Begins another range; {@link #refill} is to be called next. */
    void open(long from, long to) {
        start = from;
        end = to;
        limit = 0;
        int needed = (int) Math.min(size, to - from) + slack + LOOK_AHEAD;
        if (bytes.length < needed) {
            bytes = new byte[needed];
        }
    }

    byte[] bytes() {
        return bytes;
    }

    /** Up to which index bytes may be taken without asking: when the reader is beyond, it is to refill. */
    int refillAt() {
        return start + limit == end ? limit : limit - slack;
    }

    /** Byte offset in the file. */
    long position(int next) {
        return start + next;
    }

    /**
     * Drops the bytes before the index {@code next}, which is the index 0 from now on, and reads further ones.
     *
     * @throws LazFormatException when more bytes were taken than there are
     */
    void refill(int next) {
        if (start + next > end) {
            throw new LazFormatException("the compressed data ends at byte " + end + ", but more is needed");
        }
        System.arraycopy(bytes, next, bytes, 0, limit - next);
        start += next;
        limit -= next;
        long wanted = Math.min(bytes.length - slack - LOOK_AHEAD, end - start);
        while (limit < wanted) {
            limit += read((int) wanted - limit);
        }
    }

    private int read(int wanted) {
        try {
            int read = channel.read(ByteBuffer.wrap(bytes, limit, wanted), start + limit);
            if (read <= 0) {
                throw new LazFormatException(
                        "the file ends at byte " + (start + limit) + " in the middle of compressed data");
            }
            return read;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
