package dev.caravan.las.raw;

import dev.caravan.binary.LittleEndian;

/** Three doubles, one an axis. */
public record Vector(double x, double y, double z) {

    static Vector read(byte[] bytes, int at) {
        return read(bytes, at, 8);
    }

    static Vector read(byte[] bytes, int at, int step) {
        return new Vector(
                LittleEndian.doubleAt(bytes, at),
                LittleEndian.doubleAt(bytes, at + step),
                LittleEndian.doubleAt(bytes, at + 2 * step));
    }

    void write(byte[] bytes, int at, int step) {
        LittleEndian.putDouble(bytes, at, x);
        LittleEndian.putDouble(bytes, at + step, y);
        LittleEndian.putDouble(bytes, at + 2 * step, z);
    }

    public double get(int axis) {
        return switch (axis) {
            case 0 -> x;
            case 1 -> y;
            case 2 -> z;
            default -> throw new IndexOutOfBoundsException(axis);
        };
    }

    public boolean finite() {
        return Double.isFinite(x) && Double.isFinite(y) && Double.isFinite(z);
    }
}
