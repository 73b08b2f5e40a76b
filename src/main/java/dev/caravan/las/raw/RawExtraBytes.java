package dev.caravan.las.raw;

import dev.caravan.binary.LittleEndian;

/**
 * One descriptor of the Extra Bytes VLR (LAS 1.4 R15, table 24), fields in the specification's order. The three-element
 * fields are raw bits: their type depends on {@code dataType}.
 *
 * @param dataType 0 undocumented, 1 to 10 a number, 11 to 30 arrays of two and three (deprecated)
 * @param options bits for no-data, min, max, scale, offset; the number of bytes when {@code dataType} is 0
 */
public record RawExtraBytes(
        int dataType,
        int options,
        String name,
        long[] noData,
        long[] min,
        long[] max,
        double[] scale,
        double[] offset,
        String description) {
    public static final int SIZE = 192;
    public static final int RECORD_ID = 4;

    public static RawExtraBytes fromBytes(byte[] bytes, int at) {
        return new RawExtraBytes(
                bytes[at + 2] & 0xFF,
                bytes[at + 3] & 0xFF,
                Text.read(bytes, at + 4, 32),
                longs(bytes, at + 40),
                longs(bytes, at + 64),
                longs(bytes, at + 88),
                doubles(bytes, at + 112),
                doubles(bytes, at + 136),
                Text.read(bytes, at + 160, 32));
    }

    private static long[] longs(byte[] bytes, int at) {
        long[] three = new long[3];
        for (int i = 0; i < 3; i++) {
            three[i] = LittleEndian.signedLong(bytes, at + 8 * i);
        }
        return three;
    }

    private static double[] doubles(byte[] bytes, int at) {
        double[] three = new double[3];
        for (int i = 0; i < 3; i++) {
            three[i] = LittleEndian.doubleAt(bytes, at + 8 * i);
        }
        return three;
    }

    public byte[] toBytes() {
        byte[] bytes = new byte[SIZE];
        bytes[2] = (byte) dataType;
        bytes[3] = (byte) options;
        Text.write(name, bytes, 4, 32);
        for (int i = 0; i < 3; i++) {
            LittleEndian.putLong(bytes, 40 + 8 * i, noData[i]);
            LittleEndian.putLong(bytes, 64 + 8 * i, min[i]);
            LittleEndian.putLong(bytes, 88 + 8 * i, max[i]);
            LittleEndian.putDouble(bytes, 112 + 8 * i, scale[i]);
            LittleEndian.putDouble(bytes, 136 + 8 * i, offset[i]);
        }
        Text.write(description, bytes, 160, 32);
        return bytes;
    }
}
