package dev.caravan.api.job;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;

/**
 * Some whole lines of a log.
 *
 * @param end offset of the byte behind them
 */
record LogPiece(String text, long end) {

    /**
     * Lines from an offset on. A line that is being written is left for the next piece, and so is what is beyond the limit, unless it is
     * one line.
     *
     * @param most bytes
     */
    static LogPiece from(SeekableByteChannel log, long offset, int most) throws IOException {
        long start = Math.min(offset, log.size());
        byte[] bytes = read(log, start, most);
        int length = wholeLines(bytes, bytes.length == most);
        return new LogPiece(new String(bytes, 0, length, StandardCharsets.UTF_8), start + length);
    }

    /** The last lines, at most so many, and at most so many bytes. */
    static LogPiece tail(SeekableByteChannel log, int lines, int most) throws IOException {
        long start = Math.max(0, log.size() - most);
        byte[] bytes = read(log, start, most);
        int length = wholeLines(bytes, false);
        int from = length;
        for (int line = 0; line < lines && from > 0; line++) {
            from = lastBreak(bytes, from - 2) + 1;
        }
        return new LogPiece(new String(bytes, from, length - from, StandardCharsets.UTF_8), start + length);
    }

    private static byte[] read(SeekableByteChannel log, long start, int most) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate((int) Math.min(most, log.size() - start));
        log.position(start);
        while (buffer.hasRemaining() && log.read(buffer) >= 0) {
            continue;
        }
        byte[] bytes = new byte[buffer.position()];
        buffer.flip().get(bytes);
        return bytes;
    }

    private static int wholeLines(byte[] bytes, boolean full) {
        int length = lastBreak(bytes, bytes.length - 1) + 1;
        return length == 0 && full ? bytes.length : length;
    }

    private static int lastBreak(byte[] bytes, int from) {
        int index = from;
        while (index >= 0 && bytes[index] != '\n') {
            index--;
        }
        return index;
    }
}
