package dev.caravan.laz;

import java.nio.channels.FileChannel;
import org.jspecify.annotations.Nullable;

/** The points of a LAZ file one after the other, as records of the layout they had before they were compressed. */
public final class LazPoints {
    private final FileChannel channel;
    private final LaszipRecord laszip;
    private final long fileSize;
    private final @Nullable ChunkTable table;

    private long position;
    private int chunkIndex = -1;
    private @Nullable Chunk chunk;
    private long leftInChunk;

    /**
     * @param pointData byte offset of the compressed data
     * @param points how many points will be read; refused when the chunk table has room for fewer
     */
    public LazPoints(FileChannel channel, LaszipRecord laszip, long pointData, long fileSize, long points) {
        laszip.check();
        this.channel = channel;
        this.laszip = laszip;
        this.fileSize = fileSize;
        this.table = laszip.chunked() ? ChunkTable.read(channel, pointData, fileSize, laszip) : null;
        this.position = laszip.chunked() ? pointData + 8 : pointData;
        if (table != null && table.capacity() < points) {
            throw new LazFormatException("the header says " + points + " points, but the " + table.count()
                    + " chunks have room for " + table.capacity());
        }
    }

    /** Decodes the next record to {@code records[at …]}. */
    public void read(byte[] records, int at) {
        Chunk present = chunk;
        if (present == null || leftInChunk == 0) {
            present = nextChunk();
        }
        try {
            present.read(records, at);
        } catch (ArrayIndexOutOfBoundsException e) {
            throw new LazFormatException(
                    "corrupt data in chunk " + chunkIndex + " before byte " + present.position(), e);
        }
        leftInChunk--;
        if (leftInChunk == 0) {
            position = present.position();
        }
    }

    /**
     * To be called after the last point: compares where the data ended with where it should have.
     *
     * @return whether the file holds more points than were read
     */
    public boolean hasMore() {
        ChunkTable known = table;
        Chunk present = chunk;
        if (known == null || present == null) {
            return false;
        }
        return present.hasMore(known.end(chunkIndex), leftInChunk) || chunkIndex + 1 < known.count();
    }

    private Chunk nextChunk() {
        chunkIndex++;
        long end = fileSize;
        leftInChunk = laszip.chunked() ? laszip.chunkSize() : Long.MAX_VALUE;
        if (table != null) {
            if (chunkIndex > 0 && position != table.start(chunkIndex)) {
                throw new LazFormatException("chunk " + (chunkIndex - 1) + " ended at byte " + position
                        + ", expected byte " + table.start(chunkIndex) + ": its data is corrupt");
            }
            while (table.points(chunkIndex) == 0) {
                position = table.end(chunkIndex);
                chunkIndex++;
            }
            end = table.end(chunkIndex);
            leftInChunk = table.points(chunkIndex);
        }
        Chunk next = laszip.layered()
                ? new LayeredChunk(channel, laszip, position, end)
                : new PointwiseChunk(channel, laszip, position, end);
        chunk = next;
        return next;
    }
}
