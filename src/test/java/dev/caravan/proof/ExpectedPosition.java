package dev.caravan.proof;

import dev.caravan.las.LasHeader;
import java.math.BigDecimal;
import java.math.MathContext;

/**
 * Where the points of one file must lie in the integers of an octree: {@code steps * factor + start} quanta, rounded to the nearest;
 * what double arithmetic cannot tell apart may be rounded either way.
 */
final class ExpectedPosition {
    /** Of a quantum; beside the last places of the doubles. */
    private static final double SLACK = 1e-6;

    private final double[] factor = new double[3];
    private final double[] start = new double[3];
    private final double[] slack = new double[3];

    /**
     * @param scale of the octree
     * @param offset of the octree
     */
    ExpectedPosition(LasHeader header, double[] scale, double[] offset) {
        for (int axis = 0; axis < 3; axis++) {
            BigDecimal quantum = new BigDecimal(scale[axis]);
            double step = header.scale().get(axis);
            double origin = header.offset().get(axis);
            factor[axis] =
                    new BigDecimal(step).divide(quantum, MathContext.DECIMAL64).doubleValue();
            start[axis] = new BigDecimal(origin)
                    .subtract(new BigDecimal(offset[axis]))
                    .divide(quantum, MathContext.DECIMAL64)
                    .doubleValue();
            double reach = Math.max(step * Integer.MAX_VALUE, Math.max(Math.abs(origin), Math.abs(offset[axis])));
            slack[axis] = SLACK + 4 * Math.ulp(reach) / scale[axis];
        }
    }

    /** Lowest and highest integer that may be the nearest; never negative, as viewers and Morton codes want them. */
    long[] range(int steps, int axis) {
        double quanta = steps * factor[axis] + start[axis];
        long low = (long) Math.ceil(quanta - 0.5 - slack[axis]);
        long high = (long) Math.floor(quanta + 0.5 + slack[axis]);
        return new long[] {Math.max(0, low), Math.min(Integer.MAX_VALUE, high)};
    }
}
