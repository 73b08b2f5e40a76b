package dev.caravan.laz;

/** Decodes what {@link GpsTimeWriter} encodes: times that go on from the last ones of a state. */
final class GpsTimeReader {
    private final ArithmeticDecoder decoder;

    GpsTimeReader(ArithmeticDecoder decoder) {
        this.decoder = decoder;
    }

    /** Raw bits of the next time. */
    long next(GpsTimeState times) {
        // A writer switches to the sequence it goes on with: once.
        for (int i = 0; i < GpsTimeState.SEQUENCES; i++) {
            boolean switched = times.step() == 0 ? afterZeroStep(times) : afterStep(times);
            if (!switched) {
                return times.last();
            }
        }
        throw new LazFormatException("GPS times switch between their sequences without end");
    }

    private boolean afterZeroStep(GpsTimeState times) {
        int symbol = decoder.symbol(times.zeroStep) - times.shift;
        if (symbol == 0) {
            times.goOnByStep(times.difference.decode(decoder, 0, 0));
        } else if (symbol == 1) {
            startSequence(times);
        } else if (symbol > 1) {
            times.switchTo(symbol - 1);
            return true;
        }
        return false;
    }

    private boolean afterStep(GpsTimeState times) {
        int symbol = decoder.symbol(times.multi);
        if (symbol == times.full) {
            startSequence(times);
        } else if (symbol > times.full) {
            times.switchTo(symbol - times.full);
            return true;
        } else if (symbol == 1) {
            times.goOnAsPredicted(difference(times, 1, 1));
        } else if (symbol < times.full - times.shift) {
            multiple(times, symbol);
        }
        return false;
    }

    private void multiple(GpsTimeState times, int symbol) {
        int negative = GpsTimeState.MULTI - symbol;
        if (symbol == 0) {
            times.goOnAstray(difference(times, 0, 7));
        } else if (negative > 0) {
            times.goOn(difference(times, symbol, symbol < 10 ? 2 : 3));
        } else if (negative == 0) {
            times.goOnAstray(difference(times, symbol, 4));
        } else if (negative > GpsTimeState.MINUS) {
            times.goOn(difference(times, negative, 5));
        } else {
            times.goOnAstray(difference(times, GpsTimeState.MINUS, 6));
        }
    }

    private int difference(GpsTimeState times, int steps, int context) {
        return times.difference.decode(decoder, steps * times.step(), context);
    }

    private void startSequence(GpsTimeState times) {
        long high = times.difference.decode(decoder, (int) (times.last() >>> 32), 8);
        times.start(high << 32 | decoder.readInt());
    }
}
