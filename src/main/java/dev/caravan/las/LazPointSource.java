package dev.caravan.las;

import dev.caravan.laz.LazFormatException;
import dev.caravan.laz.LazPoints;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** Compressed points of one part. */
final class LazPointSource implements PointSource {
    private final LazParts parts;
    private final LazPoints points;
    private final long first;
    private final long count;

    LazPointSource(LazParts parts, LazPoints points, long first, long count) {
        this.parts = parts;
        this.points = points;
        this.first = first;
        this.count = count;
    }

    @Override
    public boolean read(PointBatch batch) throws IOException {
        int wanted = (int) Math.min(batch.capacity(), count - points.decoded());
        try {
            points.read(batch.bytes(), batch.recordLength(), wanted);
            if (wanted > 0 && points.decoded() == count && points.hasMore()) {
                parts.sayMorePoints();
            }
        } catch (LazFormatException e) {
            LasFile file = parts.file();
            throw Fault.point(
                    file.path(), first + points.decoded(), file.header().points(), e);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        batch.fill(wanted);
        return wanted > 0;
    }

    /** Points that have been decoded, also when the last batch was not finished. */
    long decoded() {
        return points.decoded();
    }

    @Override
    public List<String> warnings() {
        return List.of();
    }

    @Override
    public void close() {
        // The channel is that of all parts.
    }
}
