package dev.caravan.laz;

import java.util.Arrays;

/** The frequencies of {@link SymbolModel}, adapted in the same way, without the table that only a decoder needs. */
final class EncoderSymbolModel {
    static final int LENGTH_SHIFT = 15;
    private static final int MAX_COUNT = 1 << LENGTH_SHIFT;

    final int[] distribution;
    private final int[] counts;
    private int total;
    private int cycle;
    private int untilUpdate;

    EncoderSymbolModel(int symbols) {
        distribution = new int[symbols];
        counts = new int[symbols];
        Arrays.fill(counts, 1);
        cycle = symbols;
        update();
        cycle = (symbols + 6) >>> 1;
        untilUpdate = cycle;
    }

    void count(int symbol) {
        counts[symbol]++;
        if (--untilUpdate == 0) {
            update();
        }
    }

    private void update() {
        total += cycle;
        if (total > MAX_COUNT) {
            halve();
        }
        int scale = (int) (0x80000000L / total);
        int sum = 0;
        for (int symbol = 0; symbol < counts.length; symbol++) {
            distribution[symbol] = (scale * sum) >>> (31 - LENGTH_SHIFT);
            sum += counts[symbol];
        }
        cycle = Math.min((5 * cycle) >>> 2, (counts.length + 6) << 3);
        untilUpdate = cycle;
    }

    private void halve() {
        total = 0;
        for (int symbol = 0; symbol < counts.length; symbol++) {
            counts[symbol] = (counts[symbol] + 1) >>> 1;
            total += counts[symbol];
        }
    }
}
