package dev.caravan.laz;

import java.util.Arrays;

/**
 * The medians of about the last five values of several sequences, without their order of arrival: five sorted values, of
 * which the highest gives way to a new one as long as new ones are below the median, then the lowest as long as they are
 * above. Nothing branches here, as the values are what cannot be foreseen.
 */
final class StreamingMedian {
    private static final int STRIDE = 8;
    private static final int DROPPED = 5;

    /** For each sequence the five values, and which one is dropped next: 0 the highest, 1 the lowest. */
    private final int[] values;

    StreamingMedian(int sequences) {
        values = new int[sequences * STRIDE];
    }

    void reset() {
        Arrays.fill(values, 0);
    }

    int get(int sequence) {
        return values[sequence * STRIDE + 2];
    }

    void add(int sequence, int value) {
        int at = sequence * STRIDE;
        int[] v = values;
        int median = v[at + 2];
        int drop = v[at + DROPPED];
        int a = v[at + drop];
        int b = v[at + drop + 1];
        int c = v[at + drop + 2];
        int d = v[at + drop + 3];
        v[at] = Math.min(a, value);
        v[at + 1] = Math.max(a, Math.min(b, value));
        v[at + 2] = Math.max(b, Math.min(c, value));
        v[at + 3] = Math.max(c, Math.min(d, value));
        v[at + 4] = Math.max(d, value);
        // 1 when the value is above the median, or equal to it when the highest one was dropped.
        v[at + DROPPED] = (int) ((long) median - value - 1 + drop >>> 63);
    }
}
