package dev.caravan.las;

import dev.caravan.las.raw.RawExtraBytes;

/**
 * A described attribute in the extra bytes of a record.
 *
 * @param at position in the record
 * @param count numbers, 1 to 3
 * @param scale by which each number is to be multiplied; 1 where none is given
 * @param offset to be added after that; 0 where none is given
 */
public record ExtraBytes(
        String name, String description, int at, NumberType type, int count, double[] scale, double[] offset) {
    private static final int HAS_SCALE = 8;
    private static final int HAS_OFFSET = 16;

    static ExtraBytes of(RawExtraBytes raw, String name, int at) {
        int count = 1 + (raw.dataType() - 1) / 10;
        double[] scale = new double[count];
        double[] offset = new double[count];
        for (int i = 0; i < count; i++) {
            scale[i] = (raw.options() & HAS_SCALE) != 0 ? raw.scale()[i] : 1;
            offset[i] = (raw.options() & HAS_OFFSET) != 0 ? raw.offset()[i] : 0;
        }
        return new ExtraBytes(name, raw.description(), at, type(raw), count, scale, offset);
    }

    private static NumberType type(RawExtraBytes raw) {
        return NumberType.values()[(raw.dataType() - 1) % 10];
    }

    /** Bytes that a descriptor's attribute takes in a record. */
    static int size(RawExtraBytes raw) {
        if (raw.dataType() == 0) {
            return raw.options();
        }
        return type(raw).size() * (1 + (raw.dataType() - 1) / 10);
    }

    public int size() {
        return type.size() * count;
    }
}
