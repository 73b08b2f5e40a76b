package dev.caravan.octree;

import java.util.Arrays;

/**
 * Poisson-disk sampling: candidates are tried from the centre of the node outwards, and taken when no taken one is nearer than
 * the node's spacing. Neighbours are found through a grid whose cells are as wide as the spacing, so the time is linear.
 */
final class PoissonSampling implements Sampling {
    /** A volume full of points would give a node a million of them; beyond this its spacing is widened. */
    static final int MAX_POINTS = 50_000;

    private static final double WIDER = 1.26;
    /** 128 cells, one for rounding, and an empty one at each side. */
    private static final int CELLS = 132;

    private final Cube cube;
    private final int[] heads = new int[CELLS * CELLS * CELLS];
    private int[] next = new int[0];
    private int[] takenCells = new int[0];
    private double[] x = new double[0];
    private double[] y = new double[0];
    private double[] z = new double[0];

    PoissonSampling(Cube cube) {
        this.cube = cube;
    }

    @Override
    public boolean[] choose(Points points, int[] candidates, long location) {
        int level = Location.level(location);
        double edge = cube.edge() / (1L << level);
        place(points, candidates, location, edge);
        long[] order = fromCentre(candidates.length, edge / 2);
        double spacing = cube.spacing(level);
        boolean[] chosen = new boolean[candidates.length];
        while (!take(order, spacing, chosen)) {
            Arrays.fill(chosen, false);
            spacing *= WIDER;
        }
        return chosen;
    }

    /** World units from the node's lower corner. */
    private void place(Points points, int[] candidates, long location, double edge) {
        if (x.length < candidates.length) {
            x = new double[candidates.length];
            y = new double[candidates.length];
            z = new double[candidates.length];
            next = new int[candidates.length];
            takenCells = new int[candidates.length];
        }
        double cornerX = Location.cell(location, 0) * edge;
        double cornerY = Location.cell(location, 1) * edge;
        double cornerZ = Location.cell(location, 2) * edge;
        for (int i = 0; i < candidates.length; i++) {
            x[i] = points.coordinate(candidates[i], 0) * cube.scaleX() - cornerX;
            y[i] = points.coordinate(candidates[i], 1) * cube.scaleY() - cornerY;
            z[i] = points.coordinate(candidates[i], 2) * cube.scaleZ() - cornerZ;
        }
    }

    /** Positions sorted by distance: its bits above, the position below. */
    private long[] fromCentre(int count, double half) {
        long[] order = new long[count];
        for (int i = 0; i < count; i++) {
            double dx = x[i] - half;
            double dy = y[i] - half;
            double dz = z[i] - half;
            int bits = Float.floatToRawIntBits((float) (dx * dx + dy * dy + dz * dz));
            order[i] = (long) bits << 32 | i;
        }
        Arrays.sort(order);
        return order;
    }

    /** @return false when there would be too many */
    private boolean take(long[] order, double spacing, boolean[] chosen) {
        int taken = 0;
        double cells = 1 / spacing;
        double nearest = spacing * spacing;
        for (long entry : order) {
            int i = (int) entry;
            int cell = (cell(x[i] * cells) * CELLS + cell(y[i] * cells)) * CELLS + cell(z[i] * cells);
            if (!free(i, cell, nearest)) {
                continue;
            }
            if (taken == MAX_POINTS) {
                clear(taken);
                return false;
            }
            chosen[i] = true;
            next[i] = heads[cell];
            heads[cell] = i + 1;
            takenCells[taken++] = cell;
        }
        clear(taken);
        return true;
    }

    private static int cell(double position) {
        return Math.max(1, Math.min(CELLS - 2, (int) position + 1));
    }

    private void clear(int taken) {
        for (int i = 0; i < taken; i++) {
            heads[takenCells[i]] = 0;
        }
    }

    private boolean free(int point, int cell, double nearest) {
        for (int dx = -CELLS * CELLS; dx <= CELLS * CELLS; dx += CELLS * CELLS) {
            for (int dy = -CELLS; dy <= CELLS; dy += CELLS) {
                int row = cell + dx + dy;
                if (near(point, heads[row - 1], nearest)
                        || near(point, heads[row], nearest)
                        || near(point, heads[row + 1], nearest)) {
                    return false;
                }
            }
        }
        return true;
    }

    private boolean near(int point, int head, double nearest) {
        for (int other = head; other != 0; other = next[other - 1]) {
            double dx = x[point] - x[other - 1];
            double dy = y[point] - y[other - 1];
            double dz = z[point] - z[other - 1];
            if (dx * dx + dy * dy + dz * dz < nearest) {
                return true;
            }
        }
        return false;
    }
}
