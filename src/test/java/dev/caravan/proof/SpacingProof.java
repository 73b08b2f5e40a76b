package dev.caravan.proof;

import dev.caravan.support.DecodedOctree;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Poisson-disk quality: in an inner node no two points are nearer to each other than its spacing, and there is a limit to their number. */
final class SpacingProof {
    /** More than this no inner node takes; those who would have more widen their spacing. */
    static final int MOST_POINTS = 50_000;

    private static final double ROUNDING = 1 - 1e-9;

    private final double spacing;
    private final Map<List<Long>, List<double[]>> cells = new HashMap<>();

    private SpacingProof(double spacing) {
        this.spacing = spacing;
    }

    static List<String> faults(Path directory) {
        DecodedOctree octree = DecodedOctree.decode(directory);
        List<String> faults = new ArrayList<>();
        for (DecodedOctree.Node node : octree.nodes()) {
            if (node.mask() == 0) {
                continue;
            }
            double[][] points = node.points().stream().map(octree::world).toArray(double[][]::new);
            if (points.length > MOST_POINTS) {
                faults.add("node " + node.name() + " has " + points.length + " points");
            }
            double nearest = nearest(points, octree.spacing(node));
            if (nearest < octree.spacing(node) * ROUNDING - coarseness(octree)) {
                faults.add("node " + node.name() + " has points at a distance of " + nearest + ", its spacing is "
                        + octree.spacing(node));
            }
        }
        return faults;
    }

    /** World coordinates are doubles. */
    private static double coarseness(DecodedOctree octree) {
        double coarse = 0;
        for (int axis = 0; axis < 3; axis++) {
            double end = Math.max(
                    Math.abs(octree.metadata().at("/boundingBox/min").get(axis).asDouble()),
                    Math.abs(octree.metadata().at("/boundingBox/max").get(axis).asDouble()));
            coarse = Math.max(coarse, 4 * Math.ulp(end));
        }
        return coarse;
    }

    /** The smallest distance of two points, if it is below the spacing; infinite otherwise. */
    static double nearest(double[][] points, double spacing) {
        SpacingProof proof = new SpacingProof(spacing);
        double nearest = Double.POSITIVE_INFINITY;
        for (double[] point : points) {
            nearest = Math.min(nearest, proof.add(point));
        }
        return nearest;
    }

    /** @return distance of the nearest point that was there before */
    private double add(double[] point) {
        long[] cell = new long[3];
        for (int axis = 0; axis < 3; axis++) {
            cell[axis] = (long) Math.floor(point[axis] / spacing);
        }
        double nearest = Double.POSITIVE_INFINITY;
        for (int i = 0; i < 27; i++) {
            List<Long> other = List.of(cell[0] + i % 3 - 1, cell[1] + i / 3 % 3 - 1, cell[2] + i / 9 - 1);
            for (double[] neighbour : cells.getOrDefault(other, List.of())) {
                nearest = Math.min(nearest, distance(point, neighbour));
            }
        }
        cells.computeIfAbsent(List.of(cell[0], cell[1], cell[2]), none -> new ArrayList<>())
                .add(point);
        return nearest;
    }

    private static double distance(double[] a, double[] b) {
        return Math.hypot(a[0] - b[0], Math.hypot(a[1] - b[1], a[2] - b[2]));
    }
}
