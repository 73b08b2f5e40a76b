package dev.caravan.potree;

import java.util.Arrays;

/**
 * The order of a node's points: by their position's upper code, then the lower, then by the record's bytes, so that it does
 * not depend on the order in which they came. A radix sort that leaves out digits that all points share: those are most of
 * a small node's. 8 bytes a point.
 */
final class NodeSort {
    private static final int DIGIT = 12;
    private static final int MASK = (1 << DIGIT) - 1;

    private final int[] counts = new int[1 << DIGIT];
    private int[] order = new int[0];
    private int[] spare = new int[0];

    /** @return indices of the points; longer than their count, and valid until the next call */
    int[] sort(PositionCodes codes, byte[] records, int recordSize) {
        int points = codes.count();
        if (order.length < points) {
            order = new int[points];
            spare = new int[points];
        }
        for (int i = 0; i < points; i++) {
            order[i] = i;
        }
        sortBy(codes.lower(), points);
        sortBy(codes.upper(), points);
        sortEquals(codes, new RecordOrder(records, recordSize));
        return order;
    }

    private void sortBy(long[] keys, int points) {
        long differing = 0;
        for (int i = 1; i < points; i++) {
            differing |= keys[i] ^ keys[0];
        }
        int shift = Long.numberOfTrailingZeros(differing);
        while (shift < Long.SIZE && differing >>> shift != 0) {
            sortBy(keys, shift, points);
            shift += DIGIT;
            shift += Long.numberOfTrailingZeros(shift < Long.SIZE ? differing >>> shift : 0);
        }
    }

    private void sortBy(long[] keys, int shift, int points) {
        Arrays.fill(counts, 0);
        for (int i = 0; i < points; i++) {
            counts[(int) (keys[i] >>> shift) & MASK]++;
        }
        int start = 0;
        for (int digit = 0; digit <= MASK; digit++) {
            int count = counts[digit];
            counts[digit] = start;
            start += count;
        }
        for (int i = 0; i < points; i++) {
            int point = order[i];
            spare[counts[(int) (keys[point] >>> shift) & MASK]++] = point;
        }
        int[] sorted = spare;
        spare = order;
        order = sorted;
    }

    private void sortEquals(PositionCodes codes, RecordOrder records) {
        int points = codes.count();
        for (int from = 0, to = 1; from < points; from = to++) {
            while (to < points && codes.same(order[from], order[to])) {
                to++;
            }
            if (to - from > 1) {
                records.sort(order, spare, from, to);
            }
        }
    }
}
