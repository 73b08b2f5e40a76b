package dev.caravan.las;

import dev.caravan.converter.BadInputException;
import dev.caravan.las.raw.RawHeader;
import java.nio.file.Path;

/** Compares the fields of a header with what they may be, and with the length of the file. */
final class HeaderCheck {
    private static final int LAST_MINOR = 5;

    private final Path path;
    private final long size;
    private final RawHeader raw;

    HeaderCheck(Path path, long size, RawHeader raw) {
        this.path = path;
        this.size = size;
        this.raw = raw;
    }

    /** @throws dev.caravan.converter.BadInputException when a field cannot be right */
    void run() {
        checkVersion();
        checkOffsets();
        for (int axis = 0; axis < 3; axis++) {
            checkScale(axis);
            checkOffset(axis);
            checkReach(axis);
        }
    }

    private void checkVersion() {
        if (raw.versionMajor() != 1 || raw.versionMinor() > LAST_MINOR) {
            throw Fault.field(
                    path, 24, "version", raw.versionMajor() + "." + raw.versionMinor(), "1.0 to 1." + LAST_MINOR);
        }
    }

    private void checkOffsets() {
        int least = raw.versionMinor() >= 4 ? RawHeader.SIZE_1_4 : RawHeader.SIZE_1_2;
        if (raw.headerSize() < least || raw.headerSize() > size) {
            throw Fault.field(
                    path, 94, "header size", raw.headerSize(), least + " to " + size + " (the length of the file)");
        }
        if (raw.pointDataOffset() < raw.headerSize() || raw.pointDataOffset() > size) {
            throw Fault.field(
                    path,
                    96,
                    "offset to point data",
                    raw.pointDataOffset(),
                    raw.headerSize() + " (the header's size) to " + size + " (the length of the file)");
        }
    }

    private void checkScale(int axis) {
        double scale = raw.scale().get(axis);
        if (!Double.isFinite(scale) || scale < Double.MIN_NORMAL) {
            throw scaleFault(axis, "a positive number");
        }
    }

    private void checkReach(int axis) {
        double reach = raw.scale().get(axis) * Integer.MAX_VALUE
                + Math.abs(raw.offset().get(axis));
        if (reach >= Float.MAX_VALUE) {
            throw scaleFault(axis, "one whose coordinates a viewer can hold");
        }
    }

    private BadInputException scaleFault(int axis, String expected) {
        return Fault.field(
                path,
                131 + 8L * axis,
                "XYZ".charAt(axis) + " scale factor",
                raw.scale().get(axis),
                expected);
    }

    private void checkOffset(int axis) {
        double offset = raw.offset().get(axis);
        if (!Double.isFinite(offset)) {
            throw Fault.field(path, 155 + 8L * axis, "XYZ".charAt(axis) + " offset", offset, "a number");
        }
        double scale = raw.scale().get(axis);
        if (Math.ulp(offset) > scale) {
            throw Fault.field(
                    path,
                    155 + 8L * axis,
                    "XYZ".charAt(axis) + " offset",
                    offset,
                    "one beside which steps of the scale factor, " + scale + ", can be told apart");
        }
    }
}
