package dev.caravan.octree;

import java.util.Arrays;

/**
 * Poisson-disk sampling: a candidate is taken when no taken one is nearer than the node's spacing. Candidates are tried along
 * the Morton curve, so that what they are compared with is in the caches. Neighbours are found through a grid whose cells are
 * as wide as the spacing, so the time is linear.
 */
final class PoissonSampler implements Sampler {
    private static final double WIDER = 1.26;
    /** 128 cells, one for rounding, and an empty one at each side. */
    private static final int CELLS = Cube.ROOT_STEPS + 4;

    private static final int LAYER = CELLS * CELLS;
    /** Rows of three cells along z, the most likely neighbours first. */
    private static final int[] ROWS = {
        0, -CELLS, CELLS, -LAYER, LAYER, -LAYER - CELLS, -LAYER + CELLS, LAYER - CELLS, LAYER + CELLS
    };

    private final Cube cube;
    /** For each cell the number of the point that was taken there last, and so on by {@code next}; 0 is none. */
    private final char[] heads = new char[CELLS * CELLS * CELLS];

    private final char[] next = new char[MAX_POINTS + 1];
    private final int[] cells = new int[MAX_POINTS + 1];
    private final double[] x = new double[MAX_POINTS + 1];
    private final double[] y = new double[MAX_POINTS + 1];
    private final double[] z = new double[MAX_POINTS + 1];

    PoissonSampler(Cube cube) {
        this.cube = cube;
    }

    @Override
    public void choose(Points points, int[] candidates, int count, long location, boolean[] chosen) {
        double spacing = cube.spacing(Location.level(location));
        while (!take(points, candidates, count, location, spacing, chosen)) {
            spacing *= WIDER;
        }
    }

    /** @return false when there would be too many */
    private boolean take(Points points, int[] candidates, int count, long location, double spacing, boolean[] chosen) {
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
            double px = points.x(point) * cube.scaleX() - cornerX;
            double py = points.y(point) * cube.scaleY() - cornerY;
            double pz = points.z(point) * cube.scaleZ() - cornerZ;
            int cell = cell(px * perSpacing) * LAYER + cell(py * perSpacing) * CELLS + cell(pz * perSpacing);
            if (isFree(cell, px, py, pz, nearest)) {
                chosen[i] = true;
                taken++;
                add(taken, cell, px, py, pz);
            }
        }
        clear(Math.min(taken, MAX_POINTS));
        return taken <= MAX_POINTS;
    }

    private void add(int number, int cell, double px, double py, double pz) {
        if (number > MAX_POINTS) {
            return;
        }
        x[number] = px;
        y[number] = py;
        z[number] = pz;
        cells[number] = cell;
        next[number] = heads[cell];
        heads[cell] = (char) number;
    }

    private static int cell(double position) {
        return Math.max(1, Math.min(CELLS - 2, (int) position + 1));
    }

    private void clear(int taken) {
        for (int i = 1; i <= taken; i++) {
            heads[cells[i]] = 0;
        }
    }

    private boolean isFree(int cell, double px, double py, double pz, double nearest) {
        for (int row : ROWS) {
            int middle = cell + row;
            if (isNear(heads[middle], px, py, pz, nearest)
                    || isNear(heads[middle - 1], px, py, pz, nearest)
                    || isNear(heads[middle + 1], px, py, pz, nearest)) {
                return false;
            }
        }
        return true;
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
