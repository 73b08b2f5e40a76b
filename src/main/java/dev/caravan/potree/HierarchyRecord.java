package dev.caravan.potree;

import dev.caravan.binary.LittleEndian;

/**
 * One record of hierarchy.bin, fields in the file's order.
 *
 * @param type {@link #NORMAL}, {@link #LEAF} or {@link #PROXY}
 * @param childMask bit i: child i exists
 * @param points stored in this node
 * @param offset in octree.bin; of a proxy: in hierarchy.bin, where its chunk begins
 * @param size bytes in octree.bin; of a proxy: of its chunk
 */
public record HierarchyRecord(int type, int childMask, long points, long offset, long size) {
    public static final int SIZE = 22;
    public static final int NORMAL = 0;
    public static final int LEAF = 1;
    public static final int PROXY = 2;

    public boolean isProxy() {
        return type == PROXY;
    }

    public byte[] toBytes() {
        byte[] bytes = new byte[SIZE];
        bytes[0] = (byte) type;
        bytes[1] = (byte) childMask;
        LittleEndian.putInt(bytes, 2, (int) points);
        LittleEndian.putLong(bytes, 6, offset);
        LittleEndian.putLong(bytes, 14, size);
        return bytes;
    }

    public static HierarchyRecord fromBytes(byte[] bytes, int at) {
        return new HierarchyRecord(
                bytes[at] & 0xFF,
                bytes[at + 1] & 0xFF,
                LittleEndian.unsignedInt(bytes, at + 2),
                LittleEndian.signedLong(bytes, at + 6),
                LittleEndian.signedLong(bytes, at + 14));
    }
}
