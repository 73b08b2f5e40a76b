package dev.caravan.octree;

import dev.caravan.binary.LittleEndian;

/** Copies records of a few dozen bytes, which takes longer by System.arraycopy. */
final class Records {

    private Records() {}

    static void copy(byte[] from, int fromAt, byte[] to, int toAt, int length) {
        if (length < 8) {
            System.arraycopy(from, fromAt, to, toAt, length);
            return;
        }
        int last = length - 8;
        for (int i = 0; i < last; i += 8) {
            LittleEndian.putLong(to, toAt + i, LittleEndian.signedLong(from, fromAt + i));
        }
        // Overlaps what is there already, unless the length is a multiple of 8.
        LittleEndian.putLong(to, toAt + last, LittleEndian.signedLong(from, fromAt + last));
    }
}
