package dev.caravan.laz;

/** Adaptive probability of one bit. */
final class BitModel {
    static final int LENGTH_SHIFT = 13;
    private static final int MAX_COUNT = 1 << LENGTH_SHIFT;

    int zeroProbability;
    int zeroCount;
    int untilUpdate;
    private int count;
    private int cycle;

    BitModel() {
        reset();
    }

    void reset() {
        zeroProbability = 1 << (LENGTH_SHIFT - 1);
        zeroCount = 1;
        count = 2;
        cycle = 4;
        untilUpdate = 4;
    }

    void update() {
        count += cycle;
        if (count > MAX_COUNT) {
            count = (count + 1) >>> 1;
            zeroCount = (zeroCount + 1) >>> 1;
            if (zeroCount == count) {
                count++;
            }
        }
        int scale = (int) (0x80000000L / count);
        zeroProbability = (zeroCount * scale) >>> (31 - LENGTH_SHIFT);
        cycle = Math.min((5 * cycle) >>> 2, 64);
        untilUpdate = cycle;
    }
}
