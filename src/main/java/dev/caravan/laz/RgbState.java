package dev.caravan.laz;

/** Models of a colour, whose green and blue are predicted from the change of red. */
final class RgbState {
    private static final int GREY = 64;

    private final SymbolModel bytesUsed = SymbolModel.of(128);
    private final SymbolModel[] differences = SymbolModel.array(6, 256);

    void reset() {
        bytesUsed.reset();
        for (SymbolModel model : differences) {
            model.reset();
        }
    }

    /**
     * The colour that follows {@code last}.
     *
     * @param last red in the lowest 16 bits, then green, then blue
     */
    long decode(ArithmeticDecoder decoder, long last) {
        int used = decoder.symbol(bytesUsed);
        int redLow = (int) last & 0xFF;
        int redHigh = (int) last >>> 8 & 0xFF;
        int newLow = (used & 1) == 0 ? redLow : decoder.symbol(differences[0]) + redLow & 0xFF;
        int newHigh = (used & 2) == 0 ? redHigh : decoder.symbol(differences[1]) + redHigh & 0xFF;
        long red = newHigh << 8 | newLow;
        if ((used & GREY) == 0) {
            return red | red << 16 | red << 32;
        }
        long low = decodeRest(decoder, used, last >>> 16, 2, newLow - redLow);
        long high = decodeRest(decoder, used >>> 1, last >>> 24, 3, newHigh - redHigh);
        return red | low << 16 | high << 24;
    }

    /** One half of green and blue, at the places of bits 0 and 16. */
    private long decodeRest(ArithmeticDecoder decoder, int used, long last, int model, int redChange) {
        int green = (int) last & 0xFF;
        int blue = (int) (last >>> 16) & 0xFF;
        int newGreen = green;
        if ((used & 4) != 0) {
            newGreen = decoder.symbol(differences[model]) + ItemDecoder.clamp(redChange + green) & 0xFF;
        }
        if ((used & 16) != 0) {
            int change = (redChange + newGreen - green) / 2;
            blue = decoder.symbol(differences[model + 2]) + ItemDecoder.clamp(change + blue) & 0xFF;
        }
        return newGreen | (long) blue << 16;
    }
}
