package dev.caravan.octree;

/**
 * Sizes that decide how an octree is divided. They are part of the result: the same points and limits give the same bytes.
 *
 * @param chunkPoints points that are built in memory at once
 * @param leafPoints points of a leaf before its parent takes its share
 */
public record BuildLimits(int chunkPoints, int leafPoints) {
    private static final int CHUNK_BYTES = 64 << 20;
    private static final int LEAF_POINTS = 10_000;

    public BuildLimits {
        if (leafPoints < 1 || chunkPoints < leafPoints) {
            throw new IllegalArgumentException(
                    "a leaf of " + leafPoints + " and a chunk of " + chunkPoints + " points: 1 <= leaf <= chunk");
        }
    }

    /** @param stride bytes of a point's record; chunks are bounded in bytes */
    public static BuildLimits forStride(int stride) {
        int chunk = Math.max(1, CHUNK_BYTES / stride);
        return new BuildLimits(chunk, Math.min(LEAF_POINTS, chunk));
    }
}
