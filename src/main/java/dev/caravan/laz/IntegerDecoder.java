package dev.caravan.laz;

/** Decodes integers as corrections to a prediction: first how many bits the correction has (by context), then the bits. */
final class IntegerDecoder {
    private static final int HIGH_BITS = 8;

    private final ArithmeticDecoder decoder;
    private final int range;
    private final SymbolModels bitCounts;
    private final BitModel zeroOrOne = new BitModel();
    private final SymbolModel[] corrections;
    private int k;

    IntegerDecoder(ArithmeticDecoder decoder, int bits, int contexts) {
        this.decoder = decoder;
        this.range = bits < 32 ? 1 << bits : 0;
        bitCounts = new SymbolModels(contexts, bits + 1);
        corrections = new SymbolModel[bits];
        for (int i = 0; i < bits; i++) {
            corrections[i] = SymbolModel.of(1 << Math.min(i + 1, HIGH_BITS));
        }
    }

    void reset() {
        zeroOrOne.reset();
        bitCounts.reset();
        for (SymbolModel model : corrections) {
            model.reset();
        }
    }

    /** Bits of the correction decoded last: a measure of how good the prediction was. */
    int k() {
        return k;
    }

    int decode(int prediction, int context) {
        int real = prediction + correction(bitCounts.get(context));
        if (real < 0) {
            return real + range;
        }
        return Integer.compareUnsigned(real, range) >= 0 ? real - range : real;
    }

    private int correction(SymbolModel bitCount) {
        k = decoder.symbol(bitCount);
        if (k == 0) {
            return decoder.bit(zeroOrOne);
        }
        if (k == 32) {
            return Integer.MIN_VALUE;
        }
        int c = decoder.symbol(corrections[k - 1]);
        if (k > HIGH_BITS) {
            int low = k - HIGH_BITS;
            c = c << low | decoder.bits(low);
        }
        return c >= 1 << (k - 1) ? c + 1 : c - ((1 << k) - 1);
    }
}
