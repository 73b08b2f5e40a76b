package dev.caravan.octree;

import dev.caravan.binary.LittleEndian;

/** Places of points in quanta, in Morton order. Kept apart from their records, so that what is compared often lies close together. */
final class Coordinates {
    private final Cube cube;
    int[] x = new int[0];
    int[] y = new int[0];
    int[] z = new int[0];

    Coordinates(Cube cube) {
        this.cube = cube;
    }

    /** Makes room for so many; what was there may be lost. */
    void reserve(int count) {
        if (x.length < count) {
            x = new int[count];
            y = new int[count];
            z = new int[count];
        }
    }

    /** Takes those of the record at {@code at}. */
    void set(int point, byte[] records, int at) {
        x[point] = LittleEndian.signedInt(records, at);
        y[point] = LittleEndian.signedInt(records, at + 4);
        z[point] = LittleEndian.signedInt(records, at + 8);
    }

    long morton(int point) {
        return cube.morton(x[point], y[point], z[point]);
    }
}
