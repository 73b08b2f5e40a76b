package dev.caravan.octree;

/**
 * Sizes that decide how much is in memory at once. The octree does not depend on them, but for the leaf's.
 *
 * @param threads that build at the same time
 * @param chunkPoints points that are built in memory by one thread
 * @param placePoints points of one finest cell, which cannot be divided, and is built in memory all the same
 * @param leafPoints points of a leaf before its parent takes its share
 * @param bucketPoints points after which a bucket is divided
 * @param bufferBytes most that is held back for one bucket before it is written
 */
public record BuildLimits(
        int threads, int chunkPoints, int placePoints, int leafPoints, long bucketPoints, int bufferBytes) {
    private static final int LEAF_POINTS = 10_000;
    /** Larger chunks only cost memory: what the caches hold decides how fast they are. */
    static final int CHUNK_POINTS = 200_000;

    private static final int LEAST_CHUNK_POINTS = 40_000;
    private static final int BUCKET_POINTS = 65_536;
    private static final int MOST_BUCKETS = 1024;
    private static final int LEAST_BUFFER = 4 << 10;
    private static final int MOST_BUFFER = 128 << 10;

    public BuildLimits {
        if (threads < 1
                || leafPoints < 1
                || chunkPoints < leafPoints
                || placePoints < chunkPoints
                || bucketPoints < 1
                || bufferBytes < 1) {
            throw new IllegalArgumentException("limits: threads " + threads + ", chunk " + chunkPoints + ", leaf "
                    + leafPoints + ", bucket " + bucketPoints + ", buffer " + bufferBytes
                    + ", place " + placePoints
                    + "; all at least 1, a leaf no larger than a chunk, and a chunk no larger than a place");
        }
    }

    /**
     * Half of the memory for chunks, a quarter for buffers, the rest for what is between.
     *
     * @param points of the whole octree
     * @param stride bytes of a point's record
     * @param threads at most; fewer when the memory is too little for them
     * @param memory bytes
     */
    public static BuildLimits of(long points, int stride, int threads, long memory) {
        long bytesPerPoint = ChunkBuilder.bytesPerPoint(stride);
        long affordable = memory / 2 / (LEAST_CHUNK_POINTS * bytesPerPoint) - 1;
        int used = (int) Math.max(1, Math.min(threads, affordable));
        long chunk = memory / 2 / (used + 1) / bytesPerPoint;
        int chunkPoints = (int) Math.max(LEAF_POINTS, Math.min(CHUNK_POINTS, chunk));
        // A divided bucket has up to eight children with a buffer each.
        long fewest = 8 * points / Math.max(1, memory / 4 / LEAST_BUFFER);
        long bucketPoints = Math.max(BUCKET_POINTS, Math.max(points / MOST_BUCKETS, fewest));
        long buffer = memory / 4 / Math.max(1, 8 * points / bucketPoints);
        long place = Math.min(memory / 2 / bytesPerPoint, (Integer.MAX_VALUE - 64) / stride);
        return new BuildLimits(used, chunkPoints, (int) Math.max(chunkPoints, place), LEAF_POINTS, bucketPoints, (int)
                Math.max(LEAST_BUFFER, Math.min(MOST_BUFFER, buffer)));
    }

    /** The same, but buckets are divided early: for points that are to become chunks next. */
    BuildLimits finer() {
        return new BuildLimits(
                threads, chunkPoints, placePoints, leafPoints, Math.min(bucketPoints, BUCKET_POINTS), bufferBytes);
    }

    /** @throws OverfullPlaceException when a chunk is too large to be built in memory */
    void requireRoomFor(long points, int stride) throws OverfullPlaceException {
        if (points > placePoints) {
            throw new OverfullPlaceException(points
                    + " points lie at one place (a millionth of the cloud's extent), but of "
                    + stride + " bytes each only " + placePoints + " fit into the memory granted; grant at least "
                    + (2 * points * ChunkBuilder.bytesPerPoint(stride) >> 20) + " MB");
        }
    }
}
