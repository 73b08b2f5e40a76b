package dev.caravan.las;

import java.io.IOException;
import java.util.List;

/** Uncompressed points of one part. */
final class LasPointSource implements PointSource {
    private final LasParts parts;
    private final long end;
    private long next;

    LasPointSource(LasParts parts, long first, long points) {
        this.parts = parts;
        this.next = first;
        this.end = first + points;
    }

    @Override
    public boolean read(PointBatch batch) throws IOException {
        int count = (int) Math.min(batch.capacity(), end - next);
        parts.read(batch, next, count);
        next += count;
        return count > 0;
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
