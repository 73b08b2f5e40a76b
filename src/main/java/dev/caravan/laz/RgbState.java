package dev.caravan.laz;

import dev.caravan.binary.LittleEndian;

/**
 * Models of a colour, whose green and blue are predicted from the change of red. Colours are numbers with red in the
 * lowest 16 bits, then green, then blue.
 */
final class RgbState {
    /** Bits 0 to 5 of what a colour begins with tell which bytes are others than the last ones; this one, whether it is no grey. */
    private static final int COLOURED = 64;

    private final SymbolModel bytesUsed = SymbolModel.of(128);
    private final SymbolModel[] differences = SymbolModel.array(6, 256);

    void reset() {
        bytesUsed.reset();
        for (SymbolModel model : differences) {
            model.reset();
        }
    }

    /** The colour that follows {@code last}. */
    long decode(ArithmeticDecoder decoder, long last) {
        int used = decoder.symbol(bytesUsed);
        int redLow = (int) last & 0xFF;
        int redHigh = (int) last >>> 8 & 0xFF;
        int newLow = (used & 1) == 0 ? redLow : decoder.symbol(differences[0]) + redLow & 0xFF;
        int newHigh = (used & 2) == 0 ? redHigh : decoder.symbol(differences[1]) + redHigh & 0xFF;
        long red = newHigh << 8 | newLow;
        if ((used & COLOURED) == 0) {
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
            newGreen = decoder.symbol(differences[model]) + predictedGreen(green, redChange) & 0xFF;
        }
        if ((used & 16) != 0) {
            blue = decoder.symbol(differences[model + 2]) + predictedBlue(blue, redChange, newGreen - green) & 0xFF;
        }
        return newGreen | (long) blue << 16;
    }

    private static int predictedGreen(int green, int redChange) {
        return clamp(redChange + green);
    }

    private static int predictedBlue(int blue, int redChange, int greenChange) {
        return clamp((redChange + greenChange) / 2 + blue);
    }

    private static int clamp(int value) {
        return Math.max(0, Math.min(255, value));
    }

    void encode(ArithmeticEncoder encoder, long last, long colour) {
        int used = used(last, colour);
        encoder.symbol(bytesUsed, used);
        int lowChange = (int) (colour & 0xFF) - (int) (last & 0xFF);
        int highChange = (int) (colour >>> 8 & 0xFF) - (int) (last >>> 8 & 0xFF);
        if ((used & 1) != 0) {
            encoder.symbol(differences[0], lowChange & 0xFF);
        }
        if ((used & 2) != 0) {
            encoder.symbol(differences[1], highChange & 0xFF);
        }
        if ((used & COLOURED) != 0) {
            encodeRest(encoder, used, last >>> 16, colour >>> 16, 2, lowChange);
            encodeRest(encoder, used >>> 1, last >>> 24, colour >>> 24, 3, highChange);
        }
    }

    private static int used(long last, long colour) {
        int used = 0;
        for (int i = 0; i < 6; i++) {
            used |= ((last ^ colour) >>> 8 * i & 0xFF) != 0 ? 1 << i : 0;
        }
        boolean grey = (colour & 0xFFFFFFFFL) == colour >>> 16;
        return grey ? used : used | COLOURED;
    }

    private void encodeRest(ArithmeticEncoder encoder, int used, long last, long colour, int model, int redChange) {
        int lastGreen = (int) last & 0xFF;
        int green = (int) colour & 0xFF;
        if ((used & 4) != 0) {
            encoder.symbol(differences[model], green - predictedGreen(lastGreen, redChange) & 0xFF);
        }
        if ((used & 16) != 0) {
            int predicted = predictedBlue((int) (last >>> 16) & 0xFF, redChange, green - lastGreen);
            encoder.symbol(differences[model + 2], (int) (colour >>> 16) - predicted & 0xFF);
        }
    }

    /** The colour in a record. */
    static long read(byte[] record, int at) {
        return LittleEndian.unsignedInt(record, at) | (long) LittleEndian.unsignedShort(record, at + 4) << 32;
    }

    static void write(long colour, byte[] record, int at) {
        LittleEndian.putInt(record, at, (int) colour);
        LittleEndian.putShort(record, at + 4, (int) (colour >>> 32));
    }
}
