package dev.caravan.laz;

import dev.caravan.binary.LittleEndian;

/** Models of a colour, whose green and blue are predicted from the change of red. */
final class RgbState {
    private final SymbolModel bytesUsed = new SymbolModel(128);
    private final SymbolModel[] differences = new SymbolModel[6];

    RgbState() {
        for (int i = 0; i < differences.length; i++) {
            differences[i] = new SymbolModel(256);
        }
    }

    /** Replaces the three 16-bit numbers of {@code last}. */
    void decode(ArithmeticDecoder decoder, byte[] last) {
        int used = decoder.symbol(bytesUsed);
        int redLow = last[0] & 0xFF;
        int redHigh = last[1] & 0xFF;
        if ((used & 1) != 0) {
            last[0] = (byte) (decoder.symbol(differences[0]) + redLow);
        }
        if ((used & 2) != 0) {
            last[1] = (byte) (decoder.symbol(differences[1]) + redHigh);
        }
        if ((used & 64) == 0) {
            int red = LittleEndian.unsignedShort(last, 0);
            LittleEndian.putShort(last, 2, red);
            LittleEndian.putShort(last, 4, red);
            return;
        }
        decodeRest(decoder, used, last, 0, (last[0] & 0xFF) - redLow);
        decodeRest(decoder, used >>> 1, last, 1, (last[1] & 0xFF) - redHigh);
    }

    private void decodeRest(ArithmeticDecoder decoder, int used, byte[] last, int half, int redChange) {
        int green = last[2 + half] & 0xFF;
        int change = redChange;
        if ((used & 4) != 0) {
            int predicted = ItemDecoder.clamp(change + green);
            last[2 + half] = (byte) (decoder.symbol(differences[2 + half]) + predicted);
        }
        if ((used & 16) != 0) {
            change = (change + (last[2 + half] & 0xFF) - green) / 2;
            int predicted = ItemDecoder.clamp(change + (last[4 + half] & 0xFF));
            last[4 + half] = (byte) (decoder.symbol(differences[4 + half]) + predicted);
        }
    }
}
