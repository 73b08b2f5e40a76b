package dev.caravan.las;

import java.io.Closeable;
import java.io.IOException;
import java.util.Arrays;

/** A place among the points of a file, moved forward by any number of them. */
final class RecordCursor implements Closeable {
    private final PointSource source;
    private final PointBatch batch;
    private final int length;
    private int next;

    RecordCursor(PointSource source, int recordLength) {
        this.source = source;
        this.length = recordLength;
        this.batch = new PointBatch(recordLength);
    }

    /** Points that are at hand: at least one, unless all have been taken. */
    int available() throws IOException {
        if (next == batch.count()) {
            source.read(batch);
            next = 0;
        }
        return batch.count() - next;
    }

    /**
     * Compares the next {@code count} points, which are at hand, with those of another file, and moves both beyond them.
     *
     * @return which of them is the first that differs, or -1
     */
    int mismatch(RecordCursor other, int count) {
        int at = next * length;
        int from = other.next * length;
        int bytes = count * length;
        int mismatch = Arrays.mismatch(batch.bytes(), at, at + bytes, other.batch.bytes(), from, from + bytes);
        next += count;
        other.next += count;
        return mismatch < 0 ? -1 : mismatch / length;
    }

    @Override
    public void close() throws IOException {
        source.close();
    }
}
