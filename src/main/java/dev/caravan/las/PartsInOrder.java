package dev.caravan.las;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The parts of a file one after the other, as one stream. */
final class PartsInOrder implements PointSource {
    private final PointParts parts;
    private int next;
    private @Nullable PointSource part;

    /** @param parts closed with this */
    PartsInOrder(PointParts parts) {
        this.parts = parts;
    }

    @Override
    public boolean read(PointBatch batch) throws IOException {
        while (part != null || next < parts.count()) {
            if (part == null) {
                part = parts.open(next++);
            }
            if (part.read(batch)) {
                return true;
            }
            part.close();
            part = null;
        }
        batch.fill(0);
        return false;
    }

    @Override
    public List<String> warnings() {
        return parts.warnings();
    }

    @Override
    public void close() throws IOException {
        try (PointParts all = parts;
                PointSource open = part) {
            part = null;
        }
    }
}
