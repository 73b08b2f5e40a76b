package dev.caravan.laz;

/** The counterpart of {@link IntegerDecoder}. */
final class IntegerEncoder {
    private static final int HIGH_BITS = 8;

    private final ArithmeticEncoder encoder;
    private final int unused;
    private final EncoderSymbolModels bitCounts;
    private final BitModel zeroOrOne = new BitModel();
    private final EncoderSymbolModel[] corrections;
    private int k;

    IntegerEncoder(ArithmeticEncoder encoder, int bits, int contexts) {
        this.encoder = encoder;
        this.unused = 32 - bits;
        bitCounts = new EncoderSymbolModels(contexts, bits + 1);
        corrections = new EncoderSymbolModel[bits];
        for (int i = 0; i < bits; i++) {
            corrections[i] = new EncoderSymbolModel(1 << Math.min(i + 1, HIGH_BITS));
        }
    }

    /** Bits of the correction encoded last: a measure of how good the prediction was. */
    int k() {
        return k;
    }

    void encode(int prediction, int value, int context) {
        // Numbers of fewer than 32 bits wrap around: of two differences, the one nearer to zero.
        int correction = (value - prediction) << unused >> unused;
        k = 32 - Integer.numberOfLeadingZeros(correction <= 0 ? -correction : correction - 1);
        encoder.symbol(bitCounts.get(context), k);
        if (k == 0) {
            encoder.bit(zeroOrOne, correction);
        } else if (k < 32) {
            encode(correction < 0 ? correction + (1 << k) - 1 : correction - 1);
        }
    }

    /** @param place of the correction among those of k bits */
    private void encode(int place) {
        if (k <= HIGH_BITS) {
            encoder.symbol(corrections[k - 1], place);
            return;
        }
        int low = k - HIGH_BITS;
        encoder.symbol(corrections[k - 1], place >>> low);
        encoder.bits(place & (1 << low) - 1, low);
    }
}
