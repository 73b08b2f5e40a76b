package dev.caravan.bench;

import java.util.Arrays;

/**
 * Points of one node hashed by the cell they are in, to find near ones. Answers are exact: cells are only a way of looking at
 * fewer points.
 */
final class PointGrid {
    /** A point with nothing within so many cells is compared with all others: rarer than looking on is expensive. */
    private static final int MAX_SHELL = 3;

    private static final int NONE = -1;

    private final double[][] positions;
    private final double width;
    private final int[][] cells;
    private final int[] heads;
    private final int[] next;

    /**
     * @param positions by axis, then by point
     * @param width of a cell, in the same unit; positive
     */
    PointGrid(double[][] positions, double width) {
        this.positions = positions;
        this.width = width;
        int count = positions[0].length;
        cells = new int[3][count];
        heads = new int[Integer.highestOneBit(Math.max(1, count)) * 2];
        next = new int[count];
        Arrays.fill(heads, NONE);
        for (int point = 0; point < count; point++) {
            add(point);
        }
    }

    private void add(int point) {
        for (int axis = 0; axis < 3; axis++) {
            cells[axis][point] = (int) Math.floor(positions[axis][point] / width);
        }
        int bucket = bucket(cells[0][point], cells[1][point], cells[2][point]);
        next[point] = heads[bucket];
        heads[bucket] = point;
    }

    private int bucket(int x, int y, int z) {
        int hash = (x * 73_856_093) ^ (y * 19_349_663) ^ (z * 83_492_791);
        return (hash ^ hash >>> 15) & heads.length - 1;
    }

    /** Distance to the nearest other point; infinite when there is none. */
    double nearest(int point) {
        double best = Double.POSITIVE_INFINITY;
        for (int shell = 0; shell <= MAX_SHELL; shell++) {
            best = Math.min(best, nearestInShell(point, shell));
            if (best <= shell * width) {
                return best;
            }
        }
        return nearestOfAll(point);
    }

    private double nearestInShell(int point, int shell) {
        double best = Double.POSITIVE_INFINITY;
        for (int dx = -shell; dx <= shell; dx++) {
            for (int dy = -shell; dy <= shell; dy++) {
                boolean face = Math.max(Math.abs(dx), Math.abs(dy)) == shell;
                int step = face ? 1 : 2 * shell;
                for (int dz = -shell; dz <= shell; dz += step) {
                    best = Math.min(best, nearestInCell(point, dx, dy, dz));
                }
            }
        }
        return best;
    }

    private double nearestInCell(int point, int dx, int dy, int dz) {
        double best = Double.POSITIVE_INFINITY;
        for (int other = first(point, dx, dy, dz); other != NONE; other = next[other]) {
            if (other != point) {
                best = Math.min(best, distance(point, other));
            }
        }
        return best;
    }

    private double nearestOfAll(int point) {
        double best = Double.POSITIVE_INFINITY;
        for (int other = 0; other < next.length; other++) {
            if (other != point) {
                best = Math.min(best, distance(point, other));
            }
        }
        return best;
    }

    /**
     * How many points with a higher number are nearer than this; over all points: pairs.
     *
     * @param distance at most the width of a cell
     */
    int laterPointsNearerThan(double distance, int point) {
        int count = 0;
        for (int dx = -1; dx <= 1; dx++) {
            for (int dy = -1; dy <= 1; dy++) {
                for (int dz = -1; dz <= 1; dz++) {
                    count += laterInCell(distance, point, dx, dy, dz);
                }
            }
        }
        return count;
    }

    private int laterInCell(double distance, int point, int dx, int dy, int dz) {
        int count = 0;
        for (int other = first(point, dx, dy, dz); other != NONE; other = next[other]) {
            boolean same = cells[0][other] == cells[0][point] + dx
                    && cells[1][other] == cells[1][point] + dy
                    && cells[2][other] == cells[2][point] + dz;
            if (other > point && same && distance(point, other) < distance) {
                count++;
            }
        }
        return count;
    }

    /** First of the bucket; other cells may share it. */
    private int first(int point, int dx, int dy, int dz) {
        return heads[bucket(cells[0][point] + dx, cells[1][point] + dy, cells[2][point] + dz)];
    }

    private double distance(int a, int b) {
        double dx = positions[0][a] - positions[0][b];
        double dy = positions[1][a] - positions[1][b];
        double dz = positions[2][a] - positions[2][b];
        return Math.sqrt(dx * dx + dy * dy + dz * dz);
    }
}
