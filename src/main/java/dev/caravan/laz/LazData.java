package dev.caravan.laz;

import java.nio.channels.FileChannel;
import org.jspecify.annotations.Nullable;

/**
 * The compressed points of a file, in parts that can be decoded independently of each other and at the same time: the
 * chunks, or all points as one part where no table says where the chunks begin.
 */
public final class LazData {
    private final FileChannel channel;
    private final LaszipRecord laszip;
    private final long pointData;
    private final long fileSize;
    private final long points;
    private final @Nullable ChunkTable table;
    private final int parts;

    /**
     * @param channel is read by positions only
     * @param pointData byte offset of the compressed data
     * @param points how many points will be read; refused when the chunk table has room for fewer
     */
    public LazData(FileChannel channel, LaszipRecord laszip, long pointData, long fileSize, long points) {
        laszip.check();
        this.channel = channel;
        this.laszip = laszip;
        this.pointData = pointData;
        this.fileSize = fileSize;
        this.points = points;
        this.table = laszip.chunked() ? ChunkTableReader.read(channel, pointData, fileSize, laszip) : null;
        this.parts = table == null ? (int) Math.min(1, points) : chunks(table);
    }

    private int chunks(ChunkTable table) {
        if (table.capacity() < points) {
            throw new LazFormatException("the header says " + points + " points, but the " + table.count()
                    + " chunks have room for " + table.capacity());
        }
        return table.firstWithout(points);
    }

    /** Chunks beyond the points that are to be read are no parts. */
    public int parts() {
        return parts;
    }

    /** How many points lie before a part. */
    public long firstPoint(int part) {
        return table == null ? 0 : table.firstPoint(part);
    }

    public long points(int part) {
        return part(part).points();
    }

    /** Begins a part; for one thread. */
    public LazPoints open(int part) {
        return new LazPoints(this, part(part));
    }

    private LazPart part(int part) {
        if (table != null) {
            return LazPart.of(table, part, points);
        }
        return laszip.chunked()
                ? LazPart.withoutTable(pointData + ChunkTableReader.HEAD, fileSize, laszip.chunkSize(), points)
                : LazPart.withoutTable(pointData, fileSize, points, points);
    }

    Chunk chunk(long start, long end) {
        return laszip.layered()
                ? new LayeredChunk(channel, laszip, start, end)
                : new PointwiseChunk(channel, laszip, start, end);
    }
}
