package dev.caravan.converter.builtin;

import dev.caravan.binary.LittleEndian;
import dev.caravan.las.LasFile;

/** Moves the coordinates of one file into the octree's frame, to the nearest quantum. They must lie within the frame. */
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

    /**
     * @param length of a LAS record
     * @param stride of an octree record
     */
    void quantize(byte[] records, int length, byte[] out, int stride, int count) {
        for (int axis = 0; axis < 3; axis++) {
            if (sameScale[axis]) {
                move(records, length, out, stride, count, 4 * axis, shift[axis]);
            } else {
                scale(records, length, out, stride, count, 4 * axis, factor[axis], start[axis]);
            }
        }
    }

    private static void move(byte[] records, int length, byte[] out, int stride, int count, int at, long by) {
        for (int i = 0, source = at, target = at; i < count; i++, source += length, target += stride) {
            LittleEndian.putInt(out, target, within(LittleEndian.signedInt(records, source) + by));
        }
    }

    private static void scale(
            byte[] records, int length, byte[] out, int stride, int count, int at, double factor, double start) {
        for (int i = 0, source = at, target = at; i < count; i++, source += length, target += stride) {
            double quanta = Math.rint(LittleEndian.signedInt(records, source) * factor + start);
            LittleEndian.putInt(out, target, within((long) quanta));
        }
    }

    /** Rounding may lead a point on the frame's border one quantum beyond it. */
    private static int within(long quanta) {
        return (int) Math.max(0, Math.min(Integer.MAX_VALUE, quanta));
    }
}
