package dev.caravan.octree;

import java.io.IOException;
import java.util.Arrays;

/** The points of one chunk in Morton order; its arrays are used again for the next one. */
final class ChunkPoints {
    /** Bits of a key. */
    private static final int KEY_BITS = 62;

    private static final int LEAST_NUMBER_BITS = 20;
    private static final int DIGIT_BITS = 11;
    private static final int DIGITS = 1 << DIGIT_BITS;

    private final Cube cube;
    private final int stride;
    private final Coordinates coordinates;
    private byte[] records = new byte[0];
    private int[] order = new int[0];
    private long[] keys = new long[0];
    private long[] spare = new long[0];
    private int count;
    /** Bits for a point's number in a key; those above them hold the highest of its Morton code below the chunk. */
    private int numberBits;

    ChunkPoints(Cube cube, int stride) {
        this.cube = cube;
        this.stride = stride;
        this.coordinates = new Coordinates(cube);
    }

    int count() {
        return count;
    }

    Coordinates coordinates() {
        return coordinates;
    }

    PointRecords records() {
        return new PointRecords(records, stride, order);
    }

    void load(Chunk chunk) throws IOException {
        count = (int) chunk.points();
        if (keys.length < count) {
            records = new byte[count * stride];
            order = new int[count];
            coordinates.reserve(count);
            keys = new long[count];
            spare = new long[count];
        }
        int at = 0;
        for (Bucket bucket : chunk.buckets()) {
            int length = (int) bucket.bytes();
            bucket.read(0, records, at, length);
            bucket.clear();
            bucket.region().removeIfEmpty();
            at += length;
        }
        sort(Location.level(chunk.location()));
    }

    private void sort(int level) {
        int below = 3 * (Location.MAX_LEVEL - level);
        long mask = (1L << below) - 1;
        numberBits = Math.max(LEAST_NUMBER_BITS, 32 - Integer.numberOfLeadingZeros(count));
        int drop = Math.max(0, below - (KEY_BITS - numberBits));
        setKeys(mask, drop);
        radixSort();
        sortTies();
        setOrder();
    }

    private void setKeys(long mask, int drop) {
        for (int i = 0; i < count; i++) {
            long code = cube.morton(records, i * stride) & mask;
            keys[i] = code >>> drop << numberBits | i;
        }
    }

    private void setOrder() {
        for (int i = 0; i < count; i++) {
            order[i] = number(keys[i]);
            coordinates.set(i, records, order[i] * stride);
        }
    }

    private int number(long key) {
        return (int) key & ((1 << numberBits) - 1);
    }

    private void radixSort() {
        for (int shift = numberBits; shift < KEY_BITS; shift += DIGIT_BITS) {
            int[] next = new int[DIGITS];
            countDigits(keys, shift, next);
            if (count == 0 || next[digit(keys[0], shift)] == count) {
                continue;
            }
            int sum = 0;
            for (int i = 0; i < DIGITS; i++) {
                int size = next[i];
                next[i] = sum;
                sum += size;
            }
            move(keys, shift, next, spare);
            long[] swap = keys;
            keys = spare;
            spare = swap;
        }
    }

    // Loops of their own, so that each is compiled once.
    private void countDigits(long[] from, int shift, int[] counts) {
        for (int i = 0; i < count; i++) {
            counts[digit(from[i], shift)]++;
        }
    }

    private void move(long[] from, int shift, int[] next, long[] to) {
        for (int i = 0; i < count; i++) {
            to[next[digit(from[i], shift)]++] = from[i];
        }
    }

    private static int digit(long key, int shift) {
        return (int) (key >>> shift) & (DIGITS - 1);
    }

    /** Points arrive in any order when several threads read; their own bytes decide between those of one place. */
    private void sortTies() {
        for (int from = 0; from < count; ) {
            long code = keys[from] >>> numberBits;
            int to = from + 1;
            while (to < count && keys[to] >>> numberBits == code) {
                to++;
            }
            if (to - from > 1) {
                sortTie(from, to);
            }
            from = to;
        }
    }

    private void sortTie(int from, int to) {
        int middle = (from + to) >>> 1;
        if (middle - from > 1) {
            sortTie(from, middle);
        }
        if (to - middle > 1) {
            sortTie(middle, to);
        }
        if (compare(keys[middle - 1], keys[middle]) <= 0) {
            return;
        }
        System.arraycopy(keys, from, spare, from, to - from);
        int left = from;
        int right = middle;
        for (int i = from; i < to; i++) {
            boolean takeLeft = right == to || left < middle && compare(spare[left], spare[right]) <= 0;
            keys[i] = takeLeft ? spare[left++] : spare[right++];
        }
    }

    private int compare(long left, long right) {
        int a = number(left) * stride;
        int b = number(right) * stride;
        int byPlace = Long.compare(cube.morton(records, a), cube.morton(records, b));
        return byPlace != 0 ? byPlace : Arrays.compareUnsigned(records, a, a + stride, records, b, b + stride);
    }
}
