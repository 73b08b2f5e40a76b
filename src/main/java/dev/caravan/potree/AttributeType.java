package dev.caravan.potree;

import dev.caravan.binary.LittleEndian;
import java.util.Locale;

/** Number types of attributes. Viewers have no decoder for the two of 64-bit integers. */
public enum AttributeType {
    INT8(1),
    INT16(2),
    INT32(4),
    INT64(8),
    UINT8(1),
    UINT16(2),
    UINT32(4),
    UINT64(8),
    FLOAT(4),
    DOUBLE(8);

    private final int size;

    AttributeType(int size) {
        this.size = size;
    }

    public int size() {
        return size;
    }

    /** The number at a position, as metadata's minima and maxima have it. */
    public double read(byte[] bytes, int at) {
        return switch (this) {
            case INT8 -> bytes[at];
            case INT16 -> LittleEndian.signedShort(bytes, at);
            case INT32 -> LittleEndian.signedInt(bytes, at);
            case INT64 -> LittleEndian.signedLong(bytes, at);
            case UINT8 -> LittleEndian.unsignedByte(bytes, at);
            case UINT16 -> LittleEndian.unsignedShort(bytes, at);
            case UINT32 -> LittleEndian.unsignedInt(bytes, at);
            case UINT64 -> unsigned(LittleEndian.signedLong(bytes, at));
            case FLOAT -> LittleEndian.floatAt(bytes, at);
            case DOUBLE -> LittleEndian.doubleAt(bytes, at);
        };
    }

    private static double unsigned(long bits) {
        return bits >= 0 ? bits : (bits >>> 1 | bits & 1) * 2.0;
    }

    /** As metadata.json has it. */
    String json() {
        return name().toLowerCase(Locale.ROOT);
    }
}
