package dev.caravan.octree;

import java.util.Arrays;

/**
 * Grid sampling: of each cell as wide as the node's spacing, the point nearest to the cell's centre. Candidates come in Morton
 * order, so those of a cell follow each other.
 */
final class GridSampler implements Sampler {
    /** 128 cells an axis, as wide as the spacing. */
    private static final int LEVELS = 7;

    private final Cube cube;
    private long[] codes = new long[0];

    GridSampler(Cube cube) {
        this.cube = cube;
    }

    @Override
    public void choose(Coordinates points, int[] candidates, int count, long location, boolean[] chosen) {
        if (codes.length < count) {
            codes = new long[Math.max(count, 2 * codes.length)];
        }
        for (int i = 0; i < count; i++) {
            codes[i] = points.morton(candidates[i]);
        }
        Arrays.fill(chosen, 0, count, false);
        int level = Location.level(location);
        int finest = Math.min(Location.MAX_LEVEL, level + LEVELS);
        while (finest > level && cells(count, shift(finest)) > MAX_POINTS) {
            finest--;
        }
        takeCentres(points, candidates, count, finest, chosen);
    }

    private static int shift(int level) {
        return 3 * (Location.MAX_LEVEL - level);
    }

    private int cells(int count, int shift) {
        int cells = 0;
        for (int i = 0; i < count; i++) {
            cells += i == 0 || codes[i] >>> shift != codes[i - 1] >>> shift ? 1 : 0;
        }
        return cells;
    }

    private void takeCentres(Coordinates points, int[] candidates, int count, int level, boolean[] chosen) {
        int shift = shift(level);
        double edge = cube.edge(level);
        for (int from = 0; from < count; ) {
            long cell = codes[from] >>> shift;
            int nearest = from;
            double least = Double.POSITIVE_INFINITY;
            int i = from;
            for (; i < count && codes[i] >>> shift == cell; i++) {
                double distance = fromCentre(points, candidates[i], edge);
                if (distance < least) {
                    least = distance;
                    nearest = i;
                }
            }
            chosen[nearest] = true;
            from = i;
        }
    }

    /** Square of the distance to the centre of the point's own cell. */
    private double fromCentre(Coordinates points, int point, double edge) {
        double dx = fraction(points.x[point] * cube.scaleX() / edge);
        double dy = fraction(points.y[point] * cube.scaleY() / edge);
        double dz = fraction(points.z[point] * cube.scaleZ() / edge);
        return dx * dx + dy * dy + dz * dz;
    }

    private static double fraction(double cells) {
        return cells - (long) cells - 0.5;
    }
}
