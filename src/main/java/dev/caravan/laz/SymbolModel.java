package dev.caravan.laz;

import java.util.Arrays;

/** Adaptive frequencies of the symbols 0 … n-1, with a table that narrows the search when there are more than 16. */
final class SymbolModel {
    static final int LENGTH_SHIFT = 15;
    private static final int MAX_COUNT = 1 << LENGTH_SHIFT;

    final int symbols;
    final int[] distribution;
    final int[] counts;
    final int tableShift;
    /** Empty when the distribution is searched as a whole. */
    final int[] table;

    private final int tableSize;
    private int total;
    private int cycle;
    int untilUpdate;

    SymbolModel(int symbols) {
        this.symbols = symbols;
        distribution = new int[symbols];
        counts = new int[symbols];
        int bits = tableBits(symbols);
        tableSize = bits == 0 ? 0 : 1 << bits;
        tableShift = LENGTH_SHIFT - bits;
        table = bits == 0 ? new int[0] : new int[tableSize + 2];
        Arrays.fill(counts, 1);
        cycle = symbols;
        update();
        cycle = (symbols + 6) >>> 1;
        untilUpdate = cycle;
    }

    private static int tableBits(int symbols) {
        if (symbols <= 16) {
            return 0;
        }
        int bits = 3;
        while (symbols > 1 << (bits + 2)) {
            bits++;
        }
        return bits;
    }

    void update() {
        total += cycle;
        if (total > MAX_COUNT) {
            halve();
        }
        int scale = (int) (0x80000000L / total);
        int sum = 0;
        int slot = 0;
        for (int symbol = 0; symbol < symbols; symbol++) {
            distribution[symbol] = (scale * sum) >>> (31 - LENGTH_SHIFT);
            sum += counts[symbol];
            if (tableSize > 0) {
                int last = distribution[symbol] >>> tableShift;
                while (slot < last) {
                    table[++slot] = symbol - 1;
                }
            }
        }
        if (tableSize > 0) {
            table[0] = 0;
            while (slot <= tableSize) {
                table[++slot] = symbols - 1;
            }
        }
        cycle = Math.min((5 * cycle) >>> 2, (symbols + 6) << 3);
        untilUpdate = cycle;
    }

    private void halve() {
        total = 0;
        for (int symbol = 0; symbol < symbols; symbol++) {
            counts[symbol] = (counts[symbol] + 1) >>> 1;
            total += counts[symbol];
        }
    }
}
