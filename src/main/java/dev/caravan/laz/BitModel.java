package dev.caravan.laz;

/** Adaptive probability of one bit. */
final class BitModel {
    private static final int LENGTH_SHIFT = 13;
    private static final int MAX_COUNT = 1 << LENGTH_SHIFT;

    int zeroProbability = 1 << (LENGTH_SHIFT - 1);
    int zeroCount = 1;
    private int count = 2;
    private int cycle = 4;
    int untilUpdate = 4;

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
