package dev.caravan.laz;

import java.util.Arrays;

/**
 * GPS times as up to four interleaved sequences, each predicted by multiples of its last step (item version 2 and the
 * layered one, which differ only in where 'unchanged' is coded).
 */
final class GpsTimeState {
    private static final int MULTI = 500;
    private static final int MINUS = -10;

    private final ArithmeticDecoder decoder;
    private final int shift;
    private final long[] last = new long[4];
    private final int[] step = new int[4];
    private final int[] extremes = new int[4];
    private int current;
    private int newest;
    private final int full;
    private final SymbolModel multi;
    private final SymbolModel zeroStep;
    private final IntegerDecoder difference;

    /** @param unchangedIsCoded whether 'the same time as before' has a symbol of its own (version 2) */
    GpsTimeState(ArithmeticDecoder decoder, boolean unchangedIsCoded) {
        this.decoder = decoder;
        this.shift = unchangedIsCoded ? 1 : 0;
        this.full = MULTI - MINUS + 1 + shift;
        multi = SymbolModel.of(MULTI - MINUS + 5 + shift);
        zeroStep = SymbolModel.of(5 + shift);
        difference = new IntegerDecoder(decoder, 32, 9);
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

    /** Raw bits of the next time. */
    long next() {
        // A writer switches to the sequence it goes on with: once.
        for (int i = 0; i < last.length; i++) {
            boolean switched = step[current] == 0 ? afterZeroStep() : afterStep();
            if (!switched) {
                return last[current];
            }
        }
        throw new LazFormatException("GPS times switch between their sequences without end");
    }

    private boolean afterZeroStep() {
        int symbol = decoder.symbol(zeroStep) - shift;
        if (symbol == 0) {
            step[current] = difference.decode(0, 0);
            last[current] += step[current];
            extremes[current] = 0;
        } else if (symbol == 1) {
            startSequence();
        } else if (symbol > 1) {
            current = (current + symbol - 1) & 3;
            return true;
        }
        return false;
    }

    private boolean afterStep() {
        int symbol = decoder.symbol(multi);
        if (symbol == full) {
            startSequence();
        } else if (symbol > full) {
            current = (current + symbol - full) & 3;
            return true;
        } else if (symbol == 1) {
            last[current] += difference.decode(step[current], 1);
            extremes[current] = 0;
        } else if (symbol < full - shift) {
            last[current] += multiple(symbol);
        }
        return false;
    }

    private int multiple(int symbol) {
        if (symbol == 0) {
            return extreme(difference.decode(0, 7));
        }
        if (symbol < MULTI) {
            return difference.decode(symbol * step[current], symbol < 10 ? 2 : 3);
        }
        if (symbol == MULTI) {
            return extreme(difference.decode(MULTI * step[current], 4));
        }
        int negative = MULTI - symbol;
        if (negative > MINUS) {
            return difference.decode(negative * step[current], 5);
        }
        return extreme(difference.decode(MINUS * step[current], 6));
    }

    private int extreme(int difference) {
        extremes[current]++;
        if (extremes[current] > 3) {
            step[current] = difference;
            extremes[current] = 0;
        }
        return difference;
    }

    private void startSequence() {
        newest = (newest + 1) & 3;
        long high = difference.decode((int) (last[current] >>> 32), 8);
        last[newest] = high << 32 | decoder.readInt();
        current = newest;
        step[current] = 0;
        extremes[current] = 0;
    }
}
