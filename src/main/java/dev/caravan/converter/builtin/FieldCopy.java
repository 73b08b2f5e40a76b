package dev.caravan.converter.builtin;

import dev.caravan.binary.LittleEndian;
import dev.caravan.binary.ShortCopy;
import org.jspecify.annotations.Nullable;

/** Moves one field of each LAS record of a block to its place in the octree's records. */
abstract class FieldCopy {

    /**
     * @param at of the first octree record's field
     * @param length of a LAS record
     * @param stride of an octree record
     */
    abstract void copy(byte[] records, int length, byte[] out, int at, int stride, int count);

    /** This field and another that follows it in both records, as one; null when they cannot be moved together. */
    @Nullable
    FieldCopy with(FieldCopy other) {
        return null;
    }

    static FieldCopy bytes(int from, int size) {
        return new Bytes(from, size);
    }

    /** Bits {@code shift …} of the byte at {@code from}. */
    static FieldCopy bits(int from, int shift, int mask) {
        return new Bits(from, shift, mask);
    }

    /** A 64-bit integer as a double, which viewers can decode; beyond 2^53 it is rounded. */
    static FieldCopy longAsDouble(int from, int numbers, boolean signed) {
        return new LongAsDouble(from, numbers, signed, false);
    }

    /** What {@link #longAsDouble} loses, as a 16-bit integer: at most 1024, a quantum of doubles near 2^64. */
    static FieldCopy longRemainder(int from, int numbers, boolean signed) {
        return new LongAsDouble(from, numbers, signed, true);
    }

    private static final class Bytes extends FieldCopy {
        private final int from;
        private final int size;

        Bytes(int from, int size) {
            this.from = from;
            this.size = size;
        }

        @Override
        void copy(byte[] records, int length, byte[] out, int at, int stride, int count) {
            if (size == 1) {
                copyBytes(records, length, out, at, stride, count);
            } else if (size == 2) {
                copyShorts(records, length, out, at, stride, count);
            } else if (size < 8) {
                copyFew(records, length, out, at, stride, count);
            } else {
                copyMany(records, length, out, at, stride, count);
            }
        }

        private void copyBytes(byte[] records, int length, byte[] out, int at, int stride, int count) {
            for (int i = 0, source = from, target = at; i < count; i++, source += length, target += stride) {
                out[target] = records[source];
            }
        }

        private void copyShorts(byte[] records, int length, byte[] out, int at, int stride, int count) {
            for (int i = 0, source = from, target = at; i < count; i++, source += length, target += stride) {
                LittleEndian.putShort(out, target, LittleEndian.signedShort(records, source));
            }
        }

        private void copyFew(byte[] records, int length, byte[] out, int at, int stride, int count) {
            for (int i = 0, source = from, target = at; i < count; i++, source += length, target += stride) {
                for (int b = 0; b < size; b++) {
                    out[target + b] = records[source + b];
                }
            }
        }

        private void copyMany(byte[] records, int length, byte[] out, int at, int stride, int count) {
            for (int i = 0, source = from, target = at; i < count; i++, source += length, target += stride) {
                ShortCopy.copy(records, source, out, target, size);
            }
        }

        @Override
        @Nullable
        FieldCopy with(FieldCopy other) {
            return other instanceof Bytes bytes && bytes.from == from + size
                    ? new Bytes(from, size + bytes.size)
                    : null;
        }
    }

    private static final class Bits extends FieldCopy {
        private final int from;
        private final int shift;
        private final int mask;

        Bits(int from, int shift, int mask) {
            this.from = from;
            this.shift = shift;
            this.mask = mask;
        }

        @Override
        void copy(byte[] records, int length, byte[] out, int at, int stride, int count) {
            for (int i = 0, source = from, target = at; i < count; i++, source += length, target += stride) {
                out[target] = (byte) (records[source] >> shift & mask);
            }
        }
    }

    private static final class LongAsDouble extends FieldCopy {
        private final int from;
        private final int numbers;
        private final boolean signed;
        private final boolean remainder;

        LongAsDouble(int from, int numbers, boolean signed, boolean remainder) {
            this.from = from;
            this.numbers = numbers;
            this.signed = signed;
            this.remainder = remainder;
        }

        @Override
        void copy(byte[] records, int length, byte[] out, int at, int stride, int count) {
            for (int i = 0; i < count; i++) {
                for (int n = 0; n < numbers; n++) {
                    long value = LittleEndian.signedLong(records, i * length + from + 8 * n);
                    double number = number(value);
                    if (remainder) {
                        LittleEndian.putShort(out, at + i * stride + 2 * n, lost(value, number));
                    } else {
                        LittleEndian.putDouble(out, at + i * stride + 8 * n, number);
                    }
                }
            }
        }

        private double number(long value) {
            // Halved with a sticky last bit, so that it is rounded once.
            return signed || value >= 0 ? value : (value >>> 1 | value & 1) * 2.0;
        }

        /** Exact: both are multiples of the same small power of two. */
        private int lost(long value, double number) {
            long whole = number >= 0x1p63 ? (long) (number - 0x1p63) + Long.MIN_VALUE : (long) number;
            // 2^64 and 2^63 are no longs, but their differences come out right all the same.
            boolean tooLarge = signed ? number >= 0x1p63 : number >= 0x1p64;
            return (int) (tooLarge ? value - (signed ? Long.MIN_VALUE : 0) : value - whole);
        }
    }
}
