package dev.caravan.binary;

/** Copies some dozens of bytes: System.arraycopy takes longer than the copying itself, and so does a loop. */
public final class ShortCopy {

    private ShortCopy() {}

    /** Source and target must be different arrays. */
    public static void copy(byte[] from, int fromAt, byte[] to, int toAt, int length) {
        if (length > 64) {
            System.arraycopy(from, fromAt, to, toAt, length);
        } else if (length >= 32) {
            copy32(from, fromAt, to, toAt);
            // Overlaps what is there already; likewise below.
            copy32(from, fromAt + length - 32, to, toAt + length - 32);
        } else if (length >= 16) {
            copy16(from, fromAt, to, toAt);
            copy16(from, fromAt + length - 16, to, toAt + length - 16);
        } else if (length >= 8) {
            copy8(from, fromAt, to, toAt);
            copy8(from, fromAt + length - 8, to, toAt + length - 8);
        } else {
            for (int i = 0; i < length; i++) {
                to[toAt + i] = from[fromAt + i];
            }
        }
    }

    private static void copy32(byte[] from, int fromAt, byte[] to, int toAt) {
        copy16(from, fromAt, to, toAt);
        copy16(from, fromAt + 16, to, toAt + 16);
    }

    private static void copy16(byte[] from, int fromAt, byte[] to, int toAt) {
        copy8(from, fromAt, to, toAt);
        copy8(from, fromAt + 8, to, toAt + 8);
    }

    private static void copy8(byte[] from, int fromAt, byte[] to, int toAt) {
        LittleEndian.putLong(to, toAt, LittleEndian.signedLong(from, fromAt));
    }
}
