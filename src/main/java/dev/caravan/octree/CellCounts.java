package dev.caravan.octree;

/** Points in each cell of a grid over one node, in Morton order. */
public final class CellCounts {
    /** 128 cells an axis. */
    private static final int LEVELS = 7;

    private final int levels;
    private final int shift;
    private final long[] counts;

    public CellCounts() {
        this(Location.ROOT);
    }

    CellCounts(long location) {
        int below = Location.MAX_LEVEL - Location.level(location);
        levels = Math.min(LEVELS, below);
        shift = 3 * (below - levels);
        counts = new long[1 << (3 * levels)];
    }

    /** @param morton as {@link Cube#morton(int, int, int)} gives it */
    public void add(long morton) {
        counts[cell(morton)]++;
    }

    int cell(long morton) {
        return (int) (morton >>> shift) & (counts.length - 1);
    }

    int levels() {
        return levels;
    }

    int cells() {
        return counts.length;
    }

    /** Sums for each level of the pyramid, the node itself first. */
    long[][] pyramid() {
        long[][] sums = new long[levels + 1][];
        sums[levels] = counts;
        for (int level = levels - 1; level >= 0; level--) {
            sums[level] = new long[sums[level + 1].length >>> 3];
            for (int i = 0; i < sums[level + 1].length; i++) {
                sums[level][i >>> 3] += sums[level + 1][i];
            }
        }
        return sums;
    }
}
