package dev.caravan.las;

/** Types of extra bytes, in the order of their numbers in the file (LAS 1.4 R15, table 25), from 1 on. */
public enum NumberType {
    UINT8(1),
    INT8(1),
    UINT16(2),
    INT16(2),
    UINT32(4),
    INT32(4),
    UINT64(8),
    INT64(8),
    FLOAT(4),
    DOUBLE(8);

    private final int size;

    NumberType(int size) {
        this.size = size;
    }

    public int size() {
        return size;
    }
}
