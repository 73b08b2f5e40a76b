package dev.caravan.laz;

/** Codes integers as corrections to a prediction: first how many bits the correction has (by context), then the bits. */
final class IntegerModel {
    private static final int HIGH_BITS = 8;

    /** Bits by which numbers of less than 32 bits are shifted to make them wrap around. */
    private final int unused;

    private final SymbolModels bitCounts;
    private final BitModel zeroOrOne = new BitModel();
    private final SymbolModel[] corrections;
    private int k;

    IntegerModel(int bits, int contexts) {
        unused = Integer.SIZE - bits;
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

    /** Bits of the correction coded last: a measure of how good the prediction was. */
    int k() {
        return k;
    }

    /** The next number, without a sign unless it has 32 bits. */
    int decode(ArithmeticDecoder decoder, int prediction, int context) {
        return prediction + correction(decoder, bitCounts.get(context)) << unused >>> unused;
    }

    private int correction(ArithmeticDecoder decoder, SymbolModel bitCount) {
        int bits = decoder.symbol(bitCount);
        k = bits;
        if (bits == 0) {
            return decoder.bit(zeroOrOne);
        }
        if (bits == 32) {
            return Integer.MIN_VALUE;
        }
        int place = decoder.symbol(corrections[bits - 1]);
        if (bits > HIGH_BITS) {
            int low = bits - HIGH_BITS;
            place = place << low | decoder.bits(low);
        }
        return place >= 1 << (bits - 1) ? place + 1 : place - ((1 << bits) - 1);
    }

    void encode(ArithmeticEncoder encoder, int prediction, int value, int context) {
        // Of two differences of numbers that wrap around, the one nearer to zero.
        int correction = (value - prediction) << unused >> unused;
        k = Integer.SIZE - Integer.numberOfLeadingZeros(correction <= 0 ? -correction : correction - 1);
        encoder.symbol(bitCounts.get(context), k);
        if (k == 0) {
            encoder.bit(zeroOrOne, correction);
        } else if (k < 32) {
            encode(encoder, correction < 0 ? correction + (1 << k) - 1 : correction - 1);
        }
    }

    /** @param place of the correction among those of k bits */
    private void encode(ArithmeticEncoder encoder, int place) {
        int low = Math.max(0, k - HIGH_BITS);
        encoder.symbol(corrections[k - 1], place >>> low);
        if (low > 0) {
            encoder.bits(place & (1 << low) - 1, low);
        }
    }
}
