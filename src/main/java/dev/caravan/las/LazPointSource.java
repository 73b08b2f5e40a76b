package dev.caravan.las;

import dev.caravan.laz.LaszipRecord;
import dev.caravan.laz.LazFormatException;
import dev.caravan.laz.LazPoints;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/** Compressed points. */
final class LazPointSource implements PointSource {
    private final LasFile file;
    private final FileChannel channel;
    private final LazPoints points;
    private final List<String> warnings = new ArrayList<>();
    private long next;

    private LazPointSource(LasFile file, FileChannel channel, LazPoints points) {
        this.file = file;
        this.channel = channel;
        this.points = points;
    }

    static LazPointSource open(LasFile file, LaszipRecord laszip) throws IOException {
        FileChannel channel = FileChannel.open(file.path(), StandardOpenOption.READ);
        try {
            return new LazPointSource(file, channel, openPoints(file, laszip, channel));
        } catch (LazFormatException e) {
            channel.close();
            throw Fault.file(file.path(), e);
        } catch (UncheckedIOException e) {
            channel.close();
            throw e.getCause();
        }
    }

    private static LazPoints openPoints(LasFile file, LaszipRecord laszip, FileChannel channel) {
        LasHeader header = file.header();
        if (header.points() > 0 && file.size() - header.pointDataOffset() < laszip.recordLength()) {
            throw new LazFormatException("truncated: the header says " + header.points() + " points from byte "
                    + header.pointDataOffset() + " on, but the file ends at byte " + file.size());
        }
        return new LazPoints(channel, laszip, header.pointDataOffset(), file.size(), header.points());
    }

    @Override
    public boolean read(PointBatch batch) throws IOException {
        int count = (int) Math.min(batch.capacity(), file.header().points() - next);
        try {
            for (int i = 0; i < count; i++) {
                points.read(batch.bytes(), i * batch.recordLength());
                next++;
            }
            if (count > 0 && next == file.header().points() && points.hasMore()) {
                warnings.add("the file holds more points than the " + next
                        + " that the header counts; the rest is not carried over");
            }
        } catch (LazFormatException e) {
            throw Fault.point(file.path(), next, file.header().points(), e);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        batch.fill(count);
        return count > 0;
    }

    /** Points that have been decoded, also when the last batch was not finished. */
    long decoded() {
        return next;
    }

    @Override
    public List<String> warnings() {
        return List.copyOf(warnings);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
