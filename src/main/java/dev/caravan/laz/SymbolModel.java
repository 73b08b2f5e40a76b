package dev.caravan.laz;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Adaptive frequencies of the symbols 0 … n-1. LASzip narrows the search for a symbol by a coarse table, and only when
 * there are more than 16; here each model has one that is fine enough to nearly always hit, as a search is a chain of
 * branches that no processor foresees.
 */
final class SymbolModel {
    static final int LENGTH_SHIFT = 15;
    private static final int MAX_TOTAL = 1 << LENGTH_SHIFT;
    /** How far a scaled value can be beyond the last symbol's share: what dividing a length of 24 bits leaves over. */
    private static final int OVERHANG = (1 << (LENGTH_SHIFT - 9)) - 1;
    /** Ends every search. */
    private static final int SENTINEL = 0xFFFF0000;
    /** Places of a table for each symbol, as a power of two. */
    private static final int PLACES = 1;

    private static final int MOST_BITS = 11;

    /** By number of symbols, models by which nothing has been coded. */
    private static final Map<Integer, SymbolModel> FRESH = new ConcurrentHashMap<>();

    /** For each symbol in the upper 16 bits the share of those before it, of 2^15, and in the lower ones its count. */
    final int[] slots;
    /** By the upper bits of a scaled value, the symbol at which the search for it begins. */
    final char[] table;

    final int tableShift;
    final int last;
    int untilUpdate;
    private int total;
    private int cycle;

    private SymbolModel(int symbols, int tableBits) {
        last = symbols - 1;
        slots = new int[symbols + 1];
        slots[symbols] = SENTINEL;
        tableShift = LENGTH_SHIFT - tableBits;
        table = new char[((MAX_TOTAL + OVERHANG) >>> tableShift) + 1];
    }

    static SymbolModel of(int symbols) {
        SymbolModel model = new SymbolModel(symbols, tableBits(symbols));
        model.copyFrom(FRESH.computeIfAbsent(symbols, SymbolModel::fresh));
        return model;
    }

    static SymbolModel[] array(int length, int symbols) {
        SymbolModel[] models = new SymbolModel[length];
        for (int i = 0; i < length; i++) {
            models[i] = of(symbols);
        }
        return models;
    }

    private static int tableBits(int symbols) {
        int bits = Integer.SIZE - Integer.numberOfLeadingZeros(symbols - 1);
        return Math.min(bits + PLACES, MOST_BITS);
    }

    private static SymbolModel fresh(int symbols) {
        SymbolModel model = new SymbolModel(symbols, tableBits(symbols));
        for (int symbol = 0; symbol < symbols; symbol++) {
            model.slots[symbol] = 1;
        }
        model.cycle = symbols;
        model.update();
        model.cycle = (symbols + 6) >>> 1;
        model.untilUpdate = model.cycle;
        return model;
    }

    /** As if nothing had been coded with it. */
    void reset() {
        SymbolModel fresh = FRESH.get(last + 1);
        if (fresh != null && (untilUpdate != fresh.untilUpdate || cycle != fresh.cycle)) {
            copyFrom(fresh);
        }
    }

    private void copyFrom(SymbolModel fresh) {
        System.arraycopy(fresh.slots, 0, slots, 0, slots.length);
        System.arraycopy(fresh.table, 0, table, 0, table.length);
        total = fresh.total;
        cycle = fresh.cycle;
        untilUpdate = fresh.untilUpdate;
    }

    /** Counts a symbol that has been encoded. */
    void count(int symbol) {
        slots[symbol]++;
        if (--untilUpdate == 0) {
            update();
        }
    }

    /** Makes shares of the counts. */
    void update() {
        total += cycle;
        if (total > MAX_TOTAL) {
            total = halve(slots, last);
        }
        share(slots, last, (int) (0x80000000L / total));
        fill(slots, last, table, tableShift);
        cycle = Math.min((5 * cycle) >>> 2, (last + 7) << 3);
        untilUpdate = cycle;
    }

    private static int halve(int[] slots, int last) {
        int total = 0;
        for (int symbol = 0; symbol <= last; symbol++) {
            int count = ((slots[symbol] & 0xFFFF) + 1) >>> 1;
            slots[symbol] = count;
            total += count;
        }
        return total;
    }

    private static void share(int[] slots, int last, int scale) {
        int sum = 0;
        for (int symbol = 0; symbol <= last; symbol++) {
            int count = slots[symbol] & 0xFFFF;
            slots[symbol] = (scale * sum) >>> (31 - LENGTH_SHIFT) << 16 | count;
            sum += count;
        }
    }

    /** A place of the table holds the symbol in whose share its first value lies. */
    private static void fill(int[] slots, int last, char[] table, int shift) {
        int place = 0;
        int round = (1 << shift) - 1;
        for (int symbol = 0; symbol < last; symbol++) {
            int end = ((slots[symbol + 1] >>> 16) + round) >>> shift;
            while (place < end) {
                table[place++] = (char) symbol;
            }
        }
        while (place < table.length) {
            table[place++] = (char) last;
        }
    }
}
