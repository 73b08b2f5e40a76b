package dev.caravan.potree;

import dev.caravan.binary.LittleEndian;

/** Positions of a node as pairs of Morton codes: of the high 16 bits of each axis, and of the low 16. */
final class PositionCodes {
    private long[] upper = new long[0];
    private long[] lower = new long[0];
    private int count;

    /** @param position byte of a record at which the position begins */
    void read(byte[] records, int points, int recordSize, int position) {
        if (upper.length < points) {
            upper = new long[points];
            lower = new long[points];
        }
        count = points;
        for (int i = 0, at = position; i < points; i++, at += recordSize) {
            int x = LittleEndian.signedInt(records, at);
            int y = LittleEndian.signedInt(records, at + 4);
            int z = LittleEndian.signedInt(records, at + 8);
            upper[i] = MortonCode.of(x >> 16, y >> 16, z >> 16);
            lower[i] = MortonCode.of(x, y, z);
        }
    }

    int count() {
        return count;
    }

    long upper(int point) {
        return upper[point];
    }

    long lower(int point) {
        return lower[point];
    }

    /** The codes of all points; longer than their count. */
    long[] upper() {
        return upper;
    }

    long[] lower() {
        return lower;
    }

    boolean same(int a, int b) {
        return upper[a] == upper[b] && lower[a] == lower[b];
    }
}
