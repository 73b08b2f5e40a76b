package dev.caravan.laz;

import dev.caravan.binary.LittleEndian;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import org.jspecify.annotations.Nullable;

/**
 * Writes records compressed, from a channel's position on: the place of the chunk table, chunks of a fixed number of points, the
 * chunk table. A chunk is kept in memory until it is full.
 */
public final class LazPointWriter {
    private final FileChannel channel;
    private final LaszipRecord laszip;
    private final long pointData;
    private final ByteOutput chunkBytes = new ByteOutput(1 << 16);
    private final ChunkTableEncoder table = new ChunkTableEncoder();
    private @Nullable ChunkEncoder chunk;
    private long pointsInChunk;

    /** @param laszip made by {@link LaszipRecord#of} */
    public LazPointWriter(FileChannel channel, LaszipRecord laszip) throws IOException {
        this.channel = channel;
        this.laszip = laszip;
        this.pointData = channel.position();
        writeAt(pointData, -1);
        channel.position(pointData + Long.BYTES);
    }

    /** Adds the record that begins at {@code at}. */
    public void write(byte[] records, int at) throws IOException {
        ChunkEncoder present = chunk;
        if (present == null) {
            present = laszip.layered() ? new LayeredChunkEncoder(laszip) : new PointwiseChunkEncoder(laszip);
            chunk = present;
        }
        present.write(records, at);
        pointsInChunk++;
        if (pointsInChunk == laszip.chunkSize()) {
            finishChunk(present);
        }
    }

    private void finishChunk(ChunkEncoder finished) throws IOException {
        finished.finish(chunkBytes);
        table.add(chunkBytes.size());
        chunkBytes.drainTo(channel);
        chunk = null;
        pointsInChunk = 0;
    }

    /** Writes the last chunk and the chunk table, and leaves the channel's position behind them. */
    public void finish() throws IOException {
        if (chunk != null) {
            finishChunk(chunk);
        }
        writeAt(pointData, channel.position());
        table.write(chunkBytes);
        chunkBytes.drainTo(channel);
    }

    private void writeAt(long position, long value) throws IOException {
        byte[] bytes = new byte[Long.BYTES];
        LittleEndian.putLong(bytes, 0, value);
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        while (buffer.hasRemaining()) {
            channel.write(buffer, position + buffer.position());
        }
    }
}
