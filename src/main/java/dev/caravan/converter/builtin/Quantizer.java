package dev.caravan.converter.builtin;

import dev.caravan.binary.LittleEndian;
import dev.caravan.las.LasFile;

/** Moves the coordinates of one file into the octree's frame, to the nearest quantum. */
final class Quantizer {
    private final boolean[] sameScale = new boolean[3];
    private final long[] shift = new long[3];
    private final double[] factor = new double[3];
    private final double[] start = new double[3];

    Quantizer(LasFile file, Frame frame) {
        for (int axis = 0; axis < 3; axis++) {
            double scale = file.header().scale().get(axis);
            start[axis] = (file.header().offset().get(axis) - frame.offset()[axis]) / frame.scale()[axis];
            factor[axis] = scale / frame.scale()[axis];
            // Whole steps stay whole steps: all points of the file move by the same number of them, so nothing is lost.
            sameScale[axis] = scale == frame.scale()[axis];
            shift[axis] = Math.round(start[axis]);
        }
    }

    int quanta(byte[] record, int at, int axis) {
        int steps = LittleEndian.signedInt(record, at + 4 * axis);
        long quanta = sameScale[axis] ? steps + shift[axis] : Math.round(steps * factor[axis] + start[axis]);
        return (int) Math.max(0, Math.min(Integer.MAX_VALUE, quanta));
    }
}
