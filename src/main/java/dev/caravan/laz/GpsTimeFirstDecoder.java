package dev.caravan.laz;

import dev.caravan.binary.LittleEndian;

/** GPS time of point formats 1 and 3, version 1 (LASzip before 2.0). */
final class GpsTimeFirstDecoder extends ItemDecoder {
    private static final int MULTI_MAX = 512;

    private final ArithmeticDecoder decoder;
    private final SymbolModel multi = SymbolModel.of(MULTI_MAX);
    private final SymbolModel zeroStep = SymbolModel.of(3);
    private final IntegerModel difference;
    private long last;
    private int step;
    private int extremes;

    GpsTimeFirstDecoder(ArithmeticDecoder decoder, int offset) {
        super(offset);
        this.decoder = decoder;
        difference = new IntegerModel(32, 6);
    }

    @Override
    void open(byte[] first) {
        multi.reset();
        zeroStep.reset();
        difference.reset();
        last = LittleEndian.signedLong(first, offset);
        step = 0;
        extremes = 0;
    }

    @Override
    void decode(byte[] records, int at) {
        if (step == 0) {
            afterZeroStep();
        } else {
            afterStep(decoder.symbol(multi));
        }
        LittleEndian.putLong(records, at + offset, last);
    }

    private void afterZeroStep() {
        int symbol = decoder.symbol(zeroStep);
        if (symbol == 1) {
            step = difference.decode(decoder, 0, 0);
            last += step;
        } else if (symbol == 2) {
            last = decoder.readLong();
        }
    }

    private void afterStep(int symbol) {
        if (symbol == MULTI_MAX - 2) {
            last = decoder.readLong();
        } else if (symbol == 1) {
            step = difference.decode(decoder, step, 1);
            last += step;
            extremes = 0;
        } else if (symbol == 0) {
            last += extreme(difference.decode(decoder, step / 4, 2));
        } else if (symbol < MULTI_MAX - 2) {
            int context = symbol < 10 ? 3 : symbol < 50 ? 4 : 5;
            int found = difference.decode(decoder, symbol * step, context);
            last += symbol == MULTI_MAX - 3 ? extreme(found) : found;
        }
    }

    private int extreme(int found) {
        extremes++;
        if (extremes > 3) {
            step = found;
            extremes = 0;
        }
        return found;
    }
}
