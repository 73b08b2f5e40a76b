package dev.caravan.las;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;
import java.util.List;

/** Uncompressed points, in parts of {@value #PART} points. */
final class LasParts implements PointParts {
    private static final int PART = 1 << 16;

    private final LasFile file;
    private final FileChannel channel;

    private LasParts(LasFile file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    static LasParts open(LasFile file) throws IOException {
        requireAllPoints(file);
        return new LasParts(file, FileChannel.open(file.path(), StandardOpenOption.READ));
    }

    static void requireAllPoints(LasFile file) {
        LasHeader header = file.header();
        if (header.points() > file.capacity()) {
            throw Fault.file(
                    file.path(),
                    "truncated: the header says " + header.points() + " points of " + header.recordLength()
                            + " bytes from byte " + header.pointDataOffset() + " on, but the file ends at byte "
                            + file.size() + ", after " + file.capacity() + " whole points");
        }
    }

    @Override
    public int count() {
        return Math.toIntExact((file.header().points() + PART - 1) / PART);
    }

    @Override
    public long points(int part) {
        return Math.min(PART, file.header().points() - (long) part * PART);
    }

    @Override
    public PointSource open(int part) {
        return new LasPointSource(this, (long) part * PART, points(part));
    }

    /** Fills the batch with records from the given one on. */
    void read(PointBatch batch, long first, int count) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(batch.bytes(), 0, count * batch.recordLength());
        long start = file.header().pointDataOffset() + first * batch.recordLength();
        while (buffer.hasRemaining()) {
            if (channel.read(buffer, start + buffer.position()) < 0) {
                throw Fault.file(
                        file.path(),
                        "the file became shorter while it was read: it ends before byte " + (start + buffer.limit()));
            }
        }
        batch.fill(count);
    }

    @Override
    public List<String> warnings() {
        long end = end();
        long room = (end - file.header().pointDataOffset()) / file.header().recordLength();
        if (room <= file.header().points()) {
            return List.of();
        }
        return List.of("the file has room for " + room + " points, the header counts "
                + file.header().points() + "; the rest is not carried over");
    }

    /** Where the points must have ended: extended records and waveforms may follow them. */
    private long end() {
        long end = file.size();
        long points = file.header().pointDataOffset()
                + file.header().points() * file.header().recordLength();
        for (long other : new long[] {file.raw().evlrStart(), file.raw().waveformStart()}) {
            if (other >= points) {
                end = Math.min(end, other);
            }
        }
        return end;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
