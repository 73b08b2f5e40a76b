package dev.caravan.laz;

/** Encodes times: which of the four sequences of a state a time continues, and by how many of its steps. */
final class GpsTimeWriter {
    private final ArithmeticEncoder encoder;

    GpsTimeWriter(ArithmeticEncoder encoder) {
        this.encoder = encoder;
    }

    /** @param time raw bits; where 'unchanged' is not coded, another than the last one */
    void write(GpsTimeState times, long time) {
        int away = continued(times, time);
        if (away == GpsTimeState.SEQUENCES) {
            startSequence(times, time);
            return;
        }
        if (away > 0) {
            otherSequence(times, 1 + away);
            times.switchTo(away);
        }
        encodeNext(times, (int) (time - times.last()));
    }

    /** How far the sequence is that the time can belong to: 0 for the current one, 4 for none. */
    private static int continued(GpsTimeState times, long time) {
        for (int away = 0; away < GpsTimeState.SEQUENCES; away++) {
            long difference = time - times.last(away);
            if (difference == (int) difference) {
                return away;
            }
        }
        return GpsTimeState.SEQUENCES;
    }

    /** @param kind 1 for a new sequence, more for the next ones that are known */
    private void otherSequence(GpsTimeState times, int kind) {
        if (times.step() == 0) {
            encoder.symbol(times.zeroStep, times.shift + kind);
        } else {
            encoder.symbol(times.multi, times.full + kind - 1);
        }
    }

    private void startSequence(GpsTimeState times, long time) {
        otherSequence(times, 1);
        times.difference.encode(encoder, (int) (times.last() >>> 32), (int) (time >>> 32), 8);
        encoder.writeInt((int) time);
        times.start(time);
    }

    private void encodeNext(GpsTimeState times, int found) {
        boolean unchanged = found == 0 && times.shift == 1;
        if (times.step() == 0) {
            encoder.symbol(times.zeroStep, unchanged ? 0 : times.shift);
            if (!unchanged) {
                times.difference.encode(encoder, 0, found, 0);
                times.goOnByStep(found);
            }
        } else if (unchanged) {
            encoder.symbol(times.multi, times.full - 1);
        } else {
            encodeMultiple(times, found);
        }
    }

    private void encodeMultiple(GpsTimeState times, int found) {
        int steps = Math.round((float) found / times.step());
        if (steps == 1) {
            encode(times, found, 1, 1, 1);
            times.goOnAsPredicted(found);
        } else if (steps == 0) {
            encode(times, found, 0, 0, 7);
            times.goOnAstray(found);
        } else if (steps >= GpsTimeState.MULTI) {
            encode(times, found, GpsTimeState.MULTI, GpsTimeState.MULTI, 4);
            times.goOnAstray(found);
        } else if (steps > 0) {
            encode(times, found, steps, steps, steps < 10 ? 2 : 3);
            times.goOn(found);
        } else if (steps > GpsTimeState.MINUS) {
            encode(times, found, GpsTimeState.MULTI - steps, steps, 5);
            times.goOn(found);
        } else {
            encode(times, found, GpsTimeState.MULTI - GpsTimeState.MINUS, GpsTimeState.MINUS, 6);
            times.goOnAstray(found);
        }
    }

    private void encode(GpsTimeState times, int found, int symbol, int steps, int context) {
        encoder.symbol(times.multi, symbol);
        times.difference.encode(encoder, steps * times.step(), found, context);
    }
}
