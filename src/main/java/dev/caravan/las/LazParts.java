package dev.caravan.las;

import dev.caravan.laz.LaszipRecord;
import dev.caravan.laz.LazData;
import dev.caravan.laz.LazFormatException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;
import java.util.List;

/** Compressed points: a part is a chunk, or all points where the file does not say where its chunks begin. */
final class LazParts implements PointParts {
    private final LasFile file;
    private final FileChannel channel;
    private final LazData data;
    private volatile boolean hasMore;

    private LazParts(LasFile file, FileChannel channel, LazData data) {
        this.file = file;
        this.channel = channel;
        this.data = data;
    }

    static LazParts open(LasFile file, LaszipRecord laszip) throws IOException {
        FileChannel channel = FileChannel.open(file.path(), StandardOpenOption.READ);
        try {
            return new LazParts(file, channel, openData(file, laszip, channel));
        } catch (LazFormatException e) {
            channel.close();
            throw Fault.file(file.path(), e);
        } catch (UncheckedIOException e) {
            channel.close();
            throw e.getCause();
        }
    }

    private static LazData openData(LasFile file, LaszipRecord laszip, FileChannel channel) {
        LasHeader header = file.header();
        if (header.points() > 0 && file.size() - header.pointDataOffset() < laszip.recordLength()) {
            throw new LazFormatException("truncated: the header says " + header.points() + " points from byte "
                    + header.pointDataOffset() + " on, but the file ends at byte " + file.size());
        }
        return new LazData(channel, laszip, header.pointDataOffset(), file.size(), header.points());
    }

    @Override
    public int count() {
        return data.parts();
    }

    @Override
    public long points(int part) {
        return data.points(part);
    }

    @Override
    public LazPointSource open(int part) {
        return new LazPointSource(this, data.open(part), data.firstPoint(part), data.points(part));
    }

    LasFile file() {
        return file;
    }

    /** The last part's source saw that the file does not end with the points that the header counts. */
    void sayMorePoints() {
        hasMore = true;
    }

    @Override
    public List<String> warnings() {
        return hasMore
                ? List.of("the file holds more points than the " + file.header().points()
                        + " that the header counts; the rest is not carried over")
                : List.of();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
