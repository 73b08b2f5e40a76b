package dev.caravan.las;

/** A reused block of point records, one after the other as in a file. */
public final class PointBatch {
    private static final int BYTES = 1 << 20;

    private final byte[] bytes;
    private final int recordLength;
    private int count;

    /** Room for about a megabyte of records. */
    public PointBatch(int recordLength) {
        this(recordLength, Math.max(1, BYTES / recordLength));
    }

    public PointBatch(int recordLength, int capacity) {
        this.recordLength = recordLength;
        this.bytes = new byte[capacity * recordLength];
    }

    public byte[] bytes() {
        return bytes;
    }

    public int recordLength() {
        return recordLength;
    }

    public int capacity() {
        return bytes.length / recordLength;
    }

    /** Records that are filled. */
    public int count() {
        return count;
    }

    void fill(int records) {
        count = records;
    }
}
