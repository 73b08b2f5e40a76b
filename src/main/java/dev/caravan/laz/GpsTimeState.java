package dev.caravan.laz;

import java.util.Arrays;

/**
 * GPS times as up to four interleaved sequences, each predicted by multiples of its last step (item version 2 and the
 * layered one, which differ only in where 'unchanged' is coded).
 */
final class GpsTimeState {
    static final int SEQUENCES = 4;

    /** Most steps that have a symbol of their own; forward by the number, backward by the number below it. */
    static final int MULTI = 500;

    static final int MINUS = -10;

    /** Sequences that are predicted wrongly for so long take another step. */
    private static final int PATIENCE = 3;

    /** 1 where 'unchanged' has a symbol, before all others of {@link #zeroStep}, and before {@link #full}. */
    final int shift;

    /** The symbol that begins a new sequence, after those of the steps; after it those of the other sequences. */
    final int full;

    final SymbolModel multi;
    final SymbolModel zeroStep;
    final IntegerModel difference = new IntegerModel(32, 9);

    private final long[] last = new long[SEQUENCES];
    private final int[] step = new int[SEQUENCES];
    private final int[] extremes = new int[SEQUENCES];
    private int current;
    private int newest;

    /** @param unchangedIsCoded whether 'the same time as before' has a symbol of its own (version 2) */
    GpsTimeState(boolean unchangedIsCoded) {
        shift = unchangedIsCoded ? 1 : 0;
        full = MULTI - MINUS + 1 + shift;
        multi = SymbolModel.of(MULTI - MINUS + 5 + shift);
        zeroStep = SymbolModel.of(5 + shift);
    }

    void reset(long first) {
        multi.reset();
        zeroStep.reset();
        difference.reset();
        Arrays.fill(last, 0);
        Arrays.fill(step, 0);
        Arrays.fill(extremes, 0);
        last[0] = first;
        current = 0;
        newest = 0;
    }

    /** The last time of the current sequence, as raw bits. */
    long last() {
        return last[current];
    }

    /** The last time of the sequence that comes so many after the current one. */
    long last(int away) {
        return last[current + away & 3];
    }

    int step() {
        return step[current];
    }

    void switchTo(int away) {
        current = current + away & 3;
    }

    void start(long time) {
        newest = newest + 1 & 3;
        current = newest;
        last[current] = time;
        step[current] = 0;
        extremes[current] = 0;
    }

    /** Goes on by a first step, which the next ones are predicted by. */
    void goOnByStep(int found) {
        step[current] = found;
        goOnAsPredicted(found);
    }

    void goOnAsPredicted(int found) {
        last[current] += found;
        extremes[current] = 0;
    }

    void goOn(int found) {
        last[current] += found;
    }

    /** Goes on by what is not near to a multiple of the step. */
    void goOnAstray(int found) {
        last[current] += found;
        extremes[current]++;
        if (extremes[current] > PATIENCE) {
            step[current] = found;
            extremes[current] = 0;
        }
    }
}
