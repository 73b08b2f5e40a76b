package dev.caravan.octree;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Which nodes below a node are built as a whole: the highest that have at most so many points, and the finest cells of the
 * grid even when they have more.
 */
final class ChunkPlan {

    /** @param points how many there are below the node */
    record Chunk(long location, long points) {}

    private final List<Chunk> chunks = new ArrayList<>();
    private final int[] chunkOfCell;
    private final CellCounts counts;
    private final long[][] pyramid;
    private final long limit;

    ChunkPlan(CellCounts counts, long location, long limit) {
        this.counts = counts;
        this.pyramid = counts.pyramid();
        this.limit = limit;
        this.chunkOfCell = new int[counts.cells()];
        Arrays.fill(chunkOfCell, -1);
        divide(0, 0, location);
    }

    private void divide(int level, int index, long location) {
        long points = pyramid[level][index];
        if (points == 0) {
            return;
        }
        if (points <= limit || level == counts.levels()) {
            int below = 3 * (counts.levels() - level);
            Arrays.fill(chunkOfCell, index << below, (index + 1) << below, chunks.size());
            chunks.add(new Chunk(location, points));
            return;
        }
        for (int child = 0; child < 8; child++) {
            divide(level + 1, index << 3 | child, Location.child(location, child));
        }
    }

    /** In breadth-first order of their places, which is the order they are to be built in. */
    List<Chunk> chunks() {
        return chunks;
    }

    int chunkOf(long morton) {
        return chunkOfCell[counts.cell(morton)];
    }
}
