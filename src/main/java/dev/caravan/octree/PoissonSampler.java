package dev.caravan.octree;

import dev.caravan.binary.LittleEndian;
import java.util.Arrays;

/**
 * Poisson-disk sampling: a candidate is taken when no taken one is nearer than the node's spacing. Candidates are tried along
 * the Morton curve, so that what they are compared with is in the caches. Neighbours are found through a grid whose cells are
 * as wide as the spacing, so the time is linear. Most neighbouring cells are empty, which a bit for each cell tells. What is looked at often is kept small: it
 * has to stay in a core's second cache.
 */
final class PoissonSampler implements Sampler {
    private static final double WIDER = 1.26;
    /** Distances are compared in single precision; so much is added that none comes out nearer than the spacing. */
    private static final double MARGIN = 1 + 1e-4;

    /** 128 cells, one for rounding, and an empty one at each side. */
    private static final int CELLS = Cube.ROOT_STEPS + 4;
    /** Bytes of a row's bits, and one that a glance may reach beyond them. */
    private static final int ROW_BYTES = (CELLS + 7) / 8 + 1;

    private static final int LAYER_BYTES = CELLS * ROW_BYTES;
    /** Rows along z, the most likely neighbours first. */
    private static final int[] ROWS = {0, -1, 1, -CELLS, CELLS, -CELLS - 1, -CELLS + 1, CELLS - 1, CELLS + 1};
    /** For each bit of nine rows, how far its cell is from the first one of the middle row. */
    private static final int[] NEIGHBOURS = new int[27];
    /** Places of the hash table; at most as full as three quarters. */
    private static final int HASH_BITS = 16;

    static {
        Arrays.setAll(NEIGHBOURS, bit -> ROWS[bit / 3] * CELLS + bit % 3);
    }

    private final Cube cube;
    private final byte[] occupied = new byte[CELLS * CELLS * ROW_BYTES + 1];
    /** By the hash of a cell the number of the point that was taken there last, and so on by {@code next}; 0 is none. */
    private final char[] heads = new char[1 << HASH_BITS];

    private final int[] cells = new int[MAX_POINTS + 1];
    private final char[] next = new char[MAX_POINTS + 1];
    /** Four for each point: x, y, z in world units from the node's corner, and one for the caches' sake. */
    private final float[] places = new float[4 * (MAX_POINTS + 1)];

    PoissonSampler(Cube cube) {
        this.cube = cube;
    }

    @Override
    public void choose(Coordinates points, int[] candidates, int count, long location, boolean[] chosen) {
        double spacing = cube.spacing(Location.level(location));
        while (!take(points, candidates, count, location, spacing * MARGIN, chosen)) {
            spacing *= WIDER;
        }
    }

    /** @return false when there would be too many */
    private boolean take(
            Coordinates points, int[] candidates, int count, long location, double spacing, boolean[] chosen) {
        double edge = cube.edge(Location.level(location));
        double cornerX = Location.cell(location, 0) * edge;
        double cornerY = Location.cell(location, 1) * edge;
        double cornerZ = Location.cell(location, 2) * edge;
        float perSpacing = (float) (1 / (spacing * MARGIN));
        float nearest = (float) (spacing * spacing);
        Arrays.fill(chosen, 0, count, false);
        int taken = 0;
        for (int i = 0; i < count && taken <= MAX_POINTS; i++) {
            int point = candidates[i];
            float px = (float) (points.x[point] * cube.scaleX() - cornerX);
            float py = (float) (points.y[point] * cube.scaleY() - cornerY);
            float pz = (float) (points.z[point] * cube.scaleZ() - cornerZ);
            int row = cell(px * perSpacing) * CELLS + cell(py * perSpacing);
            int column = cell(pz * perSpacing);
            if (isFree(row, column, px, py, pz, nearest)) {
                chosen[i] = true;
                taken++;
                add(taken, row, column, px, py, pz);
            }
        }
        clear(Math.min(taken, MAX_POINTS));
        return taken <= MAX_POINTS;
    }

    private static int cell(float position) {
        return Math.max(1, Math.min(CELLS - 2, (int) position + 1));
    }

    private void add(int number, int row, int column, float px, float py, float pz) {
        if (number > MAX_POINTS) {
            return;
        }
        int cell = row * CELLS + column;
        int bit = 1 << (column & 7);
        int at = row * ROW_BYTES + (column >>> 3);
        int slot = slot(cell, (occupied[at] & bit) != 0);
        next[number] = heads[slot];
        heads[slot] = (char) number;
        occupied[at] |= (byte) bit;
        cells[number] = cell;
        places[4 * number] = px;
        places[4 * number + 1] = py;
        places[4 * number + 2] = pz;
    }

    /** Where a cell's points are found, or are to be found from now on. */
    private int slot(int cell, boolean present) {
        int slot = cell * 0x9E3779B1 >>> 32 - HASH_BITS;
        while (present ? cells[heads[slot]] != cell : heads[slot] != 0) {
            slot = slot + 1 & (1 << HASH_BITS) - 1;
        }
        return slot;
    }

    private void clear(int taken) {
        for (int i = 1; i <= taken; i++) {
            int cell = cells[i];
            occupied[cell / CELLS * ROW_BYTES + (cell % CELLS >>> 3)] = 0;
        }
        Arrays.fill(heads, (char) 0);
    }

    private boolean isFree(int row, int column, float px, float py, float pz, float nearest) {
        int first = column - 1;
        int at = row * ROW_BYTES + (first >>> 3);
        int shift = first & 7;
        // Three bits for each of the nine rows, collected without a branch, as no branch here could be foretold.
        int bits = three(at, shift)
                | three(at - ROW_BYTES, shift) << 3
                | three(at + ROW_BYTES, shift) << 6
                | three(at - LAYER_BYTES, shift) << 9
                | three(at + LAYER_BYTES, shift) << 12
                | three(at - LAYER_BYTES - ROW_BYTES, shift) << 15
                | three(at - LAYER_BYTES + ROW_BYTES, shift) << 18
                | three(at + LAYER_BYTES - ROW_BYTES, shift) << 21
                | three(at + LAYER_BYTES + ROW_BYTES, shift) << 24;
        int cell = row * CELLS + first;
        while (bits != 0) {
            int neighbour = cell + NEIGHBOURS[Integer.numberOfTrailingZeros(bits)];
            if (isNear(heads[slot(neighbour, true)], px, py, pz, nearest)) {
                return false;
            }
            bits &= bits - 1;
        }
        return true;
    }

    private int three(int at, int shift) {
        return LittleEndian.unsignedShort(occupied, at) >>> shift & 7;
    }

    private boolean isNear(char head, float px, float py, float pz, float nearest) {
        for (int other = head; other != 0; other = next[other]) {
            float dx = px - places[4 * other];
            float dy = py - places[4 * other + 1];
            float dz = pz - places[4 * other + 2];
            if (dx * dx + dy * dy + dz * dz < nearest) {
                return true;
            }
        }
        return false;
    }
}
