package dev.caravan.converter.builtin;

import dev.caravan.binary.LittleEndian;

/** Moves one field of a LAS record to its place in an octree record. */
@FunctionalInterface
interface FieldCopy {

    void copy(byte[] record, int at, byte[] out, int outAt);

    static FieldCopy bytes(int from, int size) {
        if (size == 1) {
            return (record, at, out, outAt) -> out[outAt] = record[at + from];
        }
        return (record, at, out, outAt) -> System.arraycopy(record, at + from, out, outAt, size);
    }

    /** Bits {@code shift …} of the byte at {@code from}. */
    static FieldCopy bits(int from, int shift, int mask) {
        return (record, at, out, outAt) -> out[outAt] = (byte) (record[at + from] >> shift & mask);
    }

    /** A 64-bit integer as a double, which viewers can decode; beyond 2^53 it is rounded. */
    static FieldCopy longAsDouble(int from, int count, boolean signed) {
        return (record, at, out, outAt) -> {
            for (int i = 0; i < count; i++) {
                long value = LittleEndian.signedLong(record, at + from + 8 * i);
                double number = signed || value >= 0 ? value : (value >>> 1 | value & 1) * 2.0;
                LittleEndian.putDouble(out, outAt + 8 * i, number);
            }
        };
    }
}
