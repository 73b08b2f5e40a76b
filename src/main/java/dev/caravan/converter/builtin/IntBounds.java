package dev.caravan.converter.builtin;

import dev.caravan.binary.LittleEndian;
import dev.caravan.las.LasFile;
import dev.caravan.las.LasHeader;
import dev.caravan.las.PointBatch;
import java.util.Optional;

/** Bounding box of one file's points, in the integers of its records. */
final class IntBounds {
    final int[] min = {Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE};
    final int[] max = {Integer.MIN_VALUE, Integer.MIN_VALUE, Integer.MIN_VALUE};

    /** The header's box on the grid of the file's scale and offset; empty when it cannot be one. */
    static Optional<IntBounds> stated(LasFile file) {
        LasHeader header = file.header();
        if (!header.hasPlausibleBounds()) {
            return Optional.empty();
        }
        IntBounds bounds = new IntBounds();
        for (int axis = 0; axis < 3; axis++) {
            double low = (header.min().get(axis) - header.offset().get(axis))
                    / header.scale().get(axis);
            double high = (header.max().get(axis) - header.offset().get(axis))
                    / header.scale().get(axis);
            if (!(low >= Integer.MIN_VALUE && high <= Integer.MAX_VALUE)) {
                return Optional.empty();
            }
            bounds.min[axis] = (int) Math.round(low);
            bounds.max[axis] = (int) Math.round(high);
        }
        return Optional.of(bounds);
    }

    void add(PointBatch batch) {
        byte[] bytes = batch.bytes();
        int length = batch.recordLength();
        for (int axis = 0; axis < 3; axis++) {
            int low = min[axis];
            int high = max[axis];
            for (int i = 0, at = 4 * axis; i < batch.count(); i++, at += length) {
                int value = LittleEndian.signedInt(bytes, at);
                low = Math.min(low, value);
                high = Math.max(high, value);
            }
            min[axis] = low;
            max[axis] = high;
        }
    }

    void include(IntBounds other) {
        for (int axis = 0; axis < 3; axis++) {
            min[axis] = Math.min(min[axis], other.min[axis]);
            max[axis] = Math.max(max[axis], other.max[axis]);
        }
    }

    boolean contains(IntBounds other) {
        for (int axis = 0; axis < 3; axis++) {
            if (other.min[axis] < min[axis] || other.max[axis] > max[axis]) {
                return false;
            }
        }
        return true;
    }

    /** Whether it is the same box, but for a quantum of rounding. */
    boolean isNearly(IntBounds other) {
        for (int axis = 0; axis < 3; axis++) {
            if (Math.abs((long) min[axis] - other.min[axis]) > 1 || Math.abs((long) max[axis] - other.max[axis]) > 1) {
                return false;
            }
        }
        return true;
    }

    String describe(LasFile file) {
        StringBuilder text = new StringBuilder();
        for (int axis = 0; axis < 3; axis++) {
            double scale = file.header().scale().get(axis);
            double offset = file.header().offset().get(axis);
            text.append(axis == 0 ? "" : ", ")
                    .append("xyz".charAt(axis))
                    .append(' ')
                    .append(min[axis] * scale + offset)
                    .append(" to ")
                    .append(max[axis] * scale + offset);
        }
        return text.toString();
    }
}
