package dev.caravan.potree;

import java.util.Arrays;

/** Sorts records by their bytes, unsigned. */
final class RecordOrder {
    private final byte[] records;
    private final int size;

    RecordOrder(byte[] records, int size) {
        this.records = records;
        this.size = size;
    }

    /** A merge sort of indices, from inclusive, to exclusive; {@code spare} is as long as {@code order}. */
    void sort(int[] order, int[] spare, int from, int to) {
        if (to - from < 2) {
            return;
        }
        int middle = (from + to) >>> 1;
        sort(order, spare, from, middle);
        sort(order, spare, middle, to);
        if (compare(order[middle - 1], order[middle]) > 0) {
            merge(order, spare, from, middle, to);
        }
    }

    private void merge(int[] order, int[] spare, int from, int middle, int to) {
        System.arraycopy(order, from, spare, from, middle - from);
        int left = from;
        int right = middle;
        for (int i = from; left < middle; i++) {
            boolean takeRight = right < to && compare(order[right], spare[left]) < 0;
            order[i] = takeRight ? order[right++] : spare[left++];
        }
    }

    private int compare(int a, int b) {
        return Arrays.compareUnsigned(records, a * size, a * size + size, records, b * size, b * size + size);
    }
}
