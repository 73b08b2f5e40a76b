package dev.caravan.bench;

import java.util.Arrays;

/** What is known of some nodes: how many points they have, and how near these are to each other. */
final class Spacings {
    /** Coordinates are multiples of a quantum, so the spacing itself can be met exactly but for the last bits. */
    private static final double ROUNDING = 1e-9;

    private int nodes;
    private long points;
    private int mostPoints;
    private long violations;
    private float[] ratios = new float[1024];
    private int count;
    private boolean sorted;

    /** @param positions of one node, by axis, then by point */
    void add(double[][] positions, double spacing) {
        int size = positions[0].length;
        nodes++;
        points += size;
        mostPoints = Math.max(mostPoints, size);
        PointGrid grid = new PointGrid(positions, spacing);
        double limit = spacing * (1 - ROUNDING);
        for (int point = 0; point < size && size > 1; point++) {
            double nearest = grid.nearest(point);
            append((float) (nearest / spacing));
            violations += nearest < limit ? grid.laterPointsNearerThan(limit, point) : 0;
        }
    }

    void add(Spacings other) {
        nodes += other.nodes;
        points += other.points;
        mostPoints = Math.max(mostPoints, other.mostPoints);
        violations += other.violations;
        for (int i = 0; i < other.count; i++) {
            append(other.ratios[i]);
        }
    }

    private void append(float ratio) {
        if (count == ratios.length) {
            ratios = Arrays.copyOf(ratios, count * 2);
        }
        ratios[count++] = ratio;
        sorted = false;
    }

    int nodes() {
        return nodes;
    }

    long points() {
        return points;
    }

    int mostPoints() {
        return mostPoints;
    }

    double meanPoints() {
        return nodes == 0 ? 0 : (double) points / nodes;
    }

    /** Pairs nearer than their node's spacing. */
    long violations() {
        return violations;
    }

    /**
     * The smallest ratio of nearest-neighbour distance to spacing that this share of the points does not exceed.
     *
     * @param share 0 for the minimum, 1 for the maximum
     * @return NaN when no point has a neighbour
     */
    double quantile(double share) {
        if (count == 0) {
            return Double.NaN;
        }
        if (!sorted) {
            Arrays.sort(ratios, 0, count);
            sorted = true;
        }
        return ratios[Math.max(0, (int) Math.ceil(share * count) - 1)];
    }
}
