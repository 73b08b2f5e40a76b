package dev.caravan.octree;

import dev.caravan.binary.LittleEndian;
import java.util.Arrays;

/**
 * Poisson-disk sampling: a candidate is taken when no taken one is nearer than the node's spacing. Candidates are tried along
 * the Morton curve, so that what they are compared with is in the caches. Neighbours are found through a grid whose cells are
 * as wide as the spacing, so the time is linear. Most neighbouring cells are empty, which a bit for each cell tells.
 */
final class PoissonSampler implements Sampler {
    private static final double WIDER = 1.26;
    /** 128 cells, one for rounding, and an empty one at each side. */
    private static final int CELLS = Cube.ROOT_STEPS + 4;

    /** Bytes of a row's bits, and one that a glance may reach beyond them. */
    private static final int ROW_BYTES = (CELLS + 7) / 8 + 1;

    private static final int LAYER_BYTES = CELLS * ROW_BYTES;
    /** Rows along z, the most likely neighbours first. */
    private static final int[] ROWS = {0, -1, 1, -CELLS, CELLS, -CELLS - 1, -CELLS + 1, CELLS - 1, CELLS + 1};
    /** For each bit of nine rows, how far its cell is from the first one of the middle row. */
    private static final int[] NEIGHBOURS = new int[27];

    static {
        Arrays.setAll(NEIGHBOURS, bit -> ROWS[bit / 3] * CELLS + bit % 3);
    }

    private final Cube cube;
    /** For each cell the number of the point that was taken there last, and so on by {@code next}; 0 is none. */
    private final char[] heads = new char[CELLS * CELLS * CELLS];

    private final byte[] occupied = new byte[CELLS * CELLS * ROW_BYTES + 1];
    private final char[] next = new char[MAX_POINTS + 1];
    private final int[] cells = new int[MAX_POINTS + 1];
    private final double[] x = new double[MAX_POINTS + 1];
    private final double[] y = new double[MAX_POINTS + 1];
    private final double[] z = new double[MAX_POINTS + 1];

    PoissonSampler(Cube cube) {
        this.cube = cube;
    }

    @Override
    public void choose(Coordinates points, int[] candidates, int count, long location, boolean[] chosen) {
        double spacing = cube.spacing(Location.level(location));
        while (!take(points, candidates, count, location, spacing, chosen)) {
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
        double perSpacing = 1 / spacing;
        double nearest = spacing * spacing;
        Arrays.fill(chosen, 0, count, false);
        int taken = 0;
        for (int i = 0; i < count && taken <= MAX_POINTS; i++) {
            int point = candidates[i];
            double px = points.x[point] * cube.scaleX() - cornerX;
            double py = points.y[point] * cube.scaleY() - cornerY;
            double pz = points.z[point] * cube.scaleZ() - cornerZ;
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

    private void add(int number, int row, int column, double px, double py, double pz) {
        if (number > MAX_POINTS) {
            return;
        }
        int cell = row * CELLS + column;
        x[number] = px;
        y[number] = py;
        z[number] = pz;
        cells[number] = cell;
        next[number] = heads[cell];
        heads[cell] = (char) number;
        occupied[row * ROW_BYTES + (column >>> 3)] |= (byte) (1 << (column & 7));
    }

    private static int cell(double position) {
        return Math.max(1, Math.min(CELLS - 2, (int) position + 1));
    }

    private void clear(int taken) {
        for (int i = 1; i <= taken; i++) {
            int cell = cells[i];
            heads[cell] = 0;
            occupied[cell / CELLS * ROW_BYTES + (cell % CELLS >>> 3)] = 0;
        }
    }

    private boolean isFree(int row, int column, double px, double py, double pz, double nearest) {
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
            if (isNear(heads[neighbour], px, py, pz, nearest)) {
                return false;
            }
            bits &= bits - 1;
        }
        return true;
    }

    private int three(int at, int shift) {
        return LittleEndian.unsignedShort(occupied, at) >>> shift & 7;
    }

    private boolean isNear(char head, double px, double py, double pz, double nearest) {
        for (int other = head; other != 0; other = next[other]) {
            double dx = px - x[other];
            double dy = py - y[other];
            double dz = pz - z[other];
            if (dx * dx + dy * dy + dz * dz < nearest) {
                return true;
            }
        }
        return false;
    }
}
