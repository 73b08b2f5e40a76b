package dev.caravan.las.raw;

import dev.caravan.binary.LittleEndian;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.List;

/**
 * Where in a file a variable length record lies, or an extended one.
 *
 * @param start first byte of its header
 * @param end the byte after its data
 */
public record RawVlrExtent(long start, long end, String userId, int recordId) {

    /**
     * Walks records that follow each other; fewer than {@code count} when the next one would not fit.
     *
     * @param headerSize {@link RawVlr#HEADER_SIZE} or {@link RawVlr#EXTENDED_HEADER_SIZE}
     * @param limit no record goes beyond this byte
     */
    public static List<RawVlrExtent> walk(FileChannel channel, int headerSize, long start, long limit, long count)
            throws IOException {
        List<RawVlrExtent> extents = new ArrayList<>();
        long at = start;
        while (extents.size() < count && limit - at >= headerSize) {
            byte[] header = header(channel, headerSize, at);
            long length = headerSize == RawVlr.HEADER_SIZE
                    ? LittleEndian.unsignedShort(header, 20)
                    : LittleEndian.signedLong(header, 20);
            if (length < 0 || length > limit - at - headerSize) {
                break;
            }
            RawVlr named = RawVlr.of(header, new byte[0]);
            RawVlrExtent extent = new RawVlrExtent(at, at + headerSize + length, named.userId(), named.recordId());
            extents.add(extent);
            at = extent.end;
        }
        return extents;
    }

    private static byte[] header(FileChannel channel, int size, long at) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(size);
        while (buffer.hasRemaining()) {
            if (channel.read(buffer, at + buffer.position()) < 0) {
                throw new IOException("the file became shorter while it was read, at byte " + (at + buffer.position()));
            }
        }
        return buffer.array();
    }
}
