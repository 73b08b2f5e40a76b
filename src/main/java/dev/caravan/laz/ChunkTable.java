package dev.caravan.laz;

import org.jspecify.annotations.Nullable;

/** Where the chunks of a file begin, and how many points each holds. */
final class ChunkTable {
    private final long[] starts;
    private final long @Nullable [] firstPoints;
    private final long chunkSize;

    /**
     * @param starts byte offsets of the chunks, and of the end of the last
     * @param firstPoints how many points lie before each chunk, and in all; null when all chunks have the same number
     */
    ChunkTable(long[] starts, long @Nullable [] firstPoints, long chunkSize) {
        this.starts = starts;
        this.firstPoints = firstPoints;
        this.chunkSize = chunkSize;
    }

    int count() {
        return starts.length - 1;
    }

    long start(int chunk) {
        return starts[chunk];
    }

    long end(int chunk) {
        return starts[chunk + 1];
    }

    /** How many points lie before a chunk; the last one of a file with a fixed chunk size may have fewer than are counted here. */
    long firstPoint(int chunk) {
        return firstPoints == null ? chunkSize * chunk : firstPoints[chunk];
    }

    long points(int chunk) {
        return firstPoint(chunk + 1) - firstPoint(chunk);
    }

    /** The most points the chunks can hold. */
    long capacity() {
        return firstPoint(count());
    }

    /** The first chunk that has none of that many points. */
    int firstWithout(long points) {
        int low = 0;
        int high = count();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (firstPoint(middle) < points) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
