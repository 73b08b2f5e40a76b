package dev.caravan.las;

import dev.caravan.binary.LittleEndian;
import dev.caravan.las.raw.RawHeader;
import dev.caravan.las.raw.RawVlr;
import dev.caravan.las.raw.Vector;
import java.util.List;

/** The header of a file that is being written: it counts and measures the points. */
final class HeaderDraft {
    private final PointWriter.Layout layout;
    private final boolean extended;
    private final int formatBits;
    private final int vlrCount;
    private final long pointData;
    private final long[] pointsByReturn = new long[15];
    private final int[] min = {Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE};
    private final int[] max = {Integer.MIN_VALUE, Integer.MIN_VALUE, Integer.MIN_VALUE};
    private long points;

    HeaderDraft(PointWriter.Layout layout, List<RawVlr> vlrs, boolean compressed) {
        this.layout = layout;
        extended = layout.format().extended();
        formatBits = compressed ? LazItems.COMPRESSED_BIT : 0;
        vlrCount = vlrs.size();
        pointData =
                size() + vlrs.stream().mapToLong(vlr -> vlr.toBytes().length).sum();
    }

    int size() {
        return RawHeader.size(layout.minor());
    }

    void count(byte[] records, int at) {
        for (int axis = 0; axis < 3; axis++) {
            int value = LittleEndian.signedInt(records, at + 4 * axis);
            min[axis] = Math.min(min[axis], value);
            max[axis] = Math.max(max[axis], value);
        }
        int returnNumber = records[at + 14] & (extended ? 15 : 7);
        pointsByReturn[Math.max(0, returnNumber - 1)]++;
        points++;
    }

    byte[] toBytes() {
        boolean modern = layout.minor() >= 4;
        boolean legacy = !extended && points <= 0xFFFFFFFFL;
        long[] legacyByReturn = new long[5];
        System.arraycopy(pointsByReturn, 0, legacyByReturn, 0, legacy ? 5 : 0);
        RawHeader header = new RawHeader(
                0,
                extended ? 1 << 4 : 0,
                new byte[16],
                1,
                layout.minor(),
                "",
                "Caravan",
                1,
                2026,
                size(),
                pointData,
                vlrCount,
                layout.pointFormat() | formatBits,
                layout.recordLength(),
                legacy ? points : 0,
                legacyByReturn,
                layout.scale(),
                layout.offset(),
                corner(max),
                corner(min),
                0,
                0,
                0,
                modern ? points : 0,
                modern ? pointsByReturn : new long[15]);
        return header.toBytes();
    }

    private Vector corner(int[] steps) {
        if (points == 0) {
            return new Vector(0, 0, 0);
        }
        return new Vector(
                steps[0] * layout.scale().x() + layout.offset().x(),
                steps[1] * layout.scale().y() + layout.offset().y(),
                steps[2] * layout.scale().z() + layout.offset().z());
    }
}
