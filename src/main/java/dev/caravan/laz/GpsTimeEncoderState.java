package dev.caravan.laz;

/** The counterpart of {@link GpsTimeState}: which of the four sequences a time continues, and by how many of its steps. */
final class GpsTimeEncoderState {
    private static final int MULTI = 500;
    private static final int MINUS = -10;
    private static final int SEQUENCES = 4;

    private final ArithmeticEncoder encoder;
    private final int shift;
    private final int full;
    private final long[] last = new long[SEQUENCES];
    private final int[] step = new int[SEQUENCES];
    private final int[] extremes = new int[SEQUENCES];
    private int current;
    private int newest;
    private final EncoderSymbolModel multi;
    private final EncoderSymbolModel zeroStep;
    private final IntegerEncoder difference;

    /** @param unchangedIsCoded whether 'the same time as before' has a symbol of its own (version 2) */
    GpsTimeEncoderState(ArithmeticEncoder encoder, long first, boolean unchangedIsCoded) {
        this.encoder = encoder;
        this.shift = unchangedIsCoded ? 1 : 0;
        this.full = MULTI - MINUS + 1 + shift;
        multi = new EncoderSymbolModel(MULTI - MINUS + 5 + shift);
        zeroStep = new EncoderSymbolModel(5 + shift);
        difference = new IntegerEncoder(encoder, 32, 9);
        last[0] = first;
    }

    /** @param time raw bits; where 'unchanged' is not coded, another than the last one */
    void encode(long time) {
        if (!continues(current, time)) {
            int sequence = continued(time);
            if (sequence < 0) {
                startSequence(time);
                return;
            }
            int away = (sequence - current) & 3;
            symbolOutOfSequence(1 + away);
            current = sequence;
        }
        encodeNext(time);
        last[current] = time;
    }

    private boolean continues(int sequence, long time) {
        long away = time - last[sequence];
        return away == (int) away;
    }

    /** The next other sequence that the time can belong to, or -1. */
    private int continued(long time) {
        for (int i = 1; i < SEQUENCES; i++) {
            int sequence = (current + i) & 3;
            if (continues(sequence, time)) {
                return sequence;
            }
        }
        return -1;
    }

    /** @param kind 1 for a new sequence, more for the next ones that are known */
    private void symbolOutOfSequence(int kind) {
        if (step[current] == 0) {
            encoder.symbol(zeroStep, shift + kind);
        } else {
            encoder.symbol(multi, full + kind - 1);
        }
    }

    private void startSequence(long time) {
        symbolOutOfSequence(1);
        difference.encode((int) (last[current] >>> 32), (int) (time >>> 32), 8);
        encoder.writeInt((int) time);
        newest = (newest + 1) & 3;
        current = newest;
        last[current] = time;
        step[current] = 0;
        extremes[current] = 0;
    }

    private void encodeNext(long time) {
        int found = (int) (time - last[current]);
        boolean unchanged = found == 0 && shift == 1;
        if (step[current] != 0) {
            if (unchanged) {
                encoder.symbol(multi, full - 1);
            } else {
                encodeMultiple(found);
            }
        } else if (unchanged) {
            encoder.symbol(zeroStep, 0);
        } else {
            encoder.symbol(zeroStep, shift);
            difference.encode(0, found, 0);
            step[current] = found;
            extremes[current] = 0;
        }
    }

    private void encodeMultiple(int found) {
        int steps = Math.round((float) found / step[current]);
        if (steps == 1) {
            encode(found, 1, 1, 1);
            extremes[current] = 0;
        } else if (steps == 0) {
            encode(found, 0, 0, 7);
            extreme(found);
        } else if (steps >= MULTI) {
            encode(found, MULTI, MULTI, 4);
            extreme(found);
        } else if (steps > 0) {
            encode(found, steps, steps, steps < 10 ? 2 : 3);
        } else if (steps > MINUS) {
            encode(found, MULTI - steps, steps, 5);
        } else {
            encode(found, MULTI - MINUS, MINUS, 6);
            extreme(found);
        }
    }

    private void encode(int found, int symbol, int steps, int context) {
        encoder.symbol(multi, symbol);
        difference.encode(steps * step[current], found, context);
    }

    private void extreme(int found) {
        extremes[current]++;
        if (extremes[current] > 3) {
            step[current] = found;
            extremes[current] = 0;
        }
    }
}
