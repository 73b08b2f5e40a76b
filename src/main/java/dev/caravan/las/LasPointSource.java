package dev.caravan.las;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;
import java.util.List;

/** Uncompressed points. */
final class LasPointSource implements PointSource {
    private final LasFile file;
    private final FileChannel channel;
    private long next;

    private LasPointSource(LasFile file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    static LasPointSource open(LasFile file) throws IOException {
        requireAllPoints(file);
        return new LasPointSource(file, FileChannel.open(file.path(), StandardOpenOption.READ));
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
    public boolean read(PointBatch batch) throws IOException {
        int count = (int) Math.min(batch.capacity(), file.header().points() - next);
        ByteBuffer buffer = ByteBuffer.wrap(batch.bytes(), 0, count * batch.recordLength());
        long start = file.header().pointDataOffset() + next * batch.recordLength();
        while (buffer.hasRemaining()) {
            if (channel.read(buffer, start + buffer.position()) < 0) {
                throw Fault.file(
                        file.path(),
                        "the file became shorter while it was read: it ends before byte " + (start + buffer.limit()));
            }
        }
        batch.fill(count);
        next += count;
        return count > 0;
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
