package dev.caravan.converter.builtin;

import dev.caravan.las.LasFile;
import dev.caravan.octree.Cube;
import java.util.ArrayList;
import java.util.List;

/**
 * The octree's coordinates: where its integers begin, and how large they are.
 *
 * @param offset world coordinates of (0, 0, 0): the lower corner of all points
 * @param scale world units a quantum: the finest of the inputs, or coarser where 2^30 quanta would not reach
 * @param quanta the largest coordinate
 */
record Frame(double[] offset, double[] scale, long[] quanta, List<String> warnings) {
    private static final double MOST_QUANTA = 1 << 30;

    /** @param bounds one a file */
    static Frame of(List<LasFile> files, List<IntBounds> bounds) {
        double[] offset = new double[3];
        double[] scale = new double[3];
        long[] quanta = new long[3];
        List<String> warnings = new ArrayList<>();
        for (int axis = 0; axis < 3; axis++) {
            double min = Double.POSITIVE_INFINITY;
            double max = Double.NEGATIVE_INFINITY;
            double finest = Double.POSITIVE_INFINITY;
            for (int i = 0; i < files.size(); i++) {
                min = Math.min(min, world(files.get(i), axis, bounds.get(i).min[axis]));
                max = Math.max(max, world(files.get(i), axis, bounds.get(i).max[axis]));
                finest = Math.min(finest, files.get(i).header().scale().get(axis));
            }
            offset[axis] = min;
            scale[axis] = Math.max(finest, (max - min) / MOST_QUANTA);
            if (scale[axis] > finest) {
                warnings.add("the points extend over " + (max - min) + " in " + "xyz".charAt(axis)
                        + ": coordinates are rounded to " + scale[axis] + " instead of " + finest);
            }
            quanta[axis] = Math.round((max - min) / scale[axis]);
        }
        return new Frame(offset, scale, quanta, List.copyOf(warnings));
    }

    private static double world(LasFile file, int axis, int steps) {
        return steps * file.header().scale().get(axis) + file.header().offset().get(axis);
    }

    /** The cube around all points; one quantum wide when they are all equal. */
    Cube cube() {
        double edge = 0;
        for (int axis = 0; axis < 3; axis++) {
            edge = Math.max(edge, Math.max(1, quanta[axis]) * scale[axis]);
        }
        return new Cube(edge, scale[0], scale[1], scale[2]);
    }

    double[] min() {
        return offset.clone();
    }

    double[] max() {
        double[] max = new double[3];
        for (int axis = 0; axis < 3; axis++) {
            max[axis] = offset[axis] + quanta[axis] * scale[axis];
        }
        return max;
    }
}
