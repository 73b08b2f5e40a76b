package dev.caravan.laz;

import dev.caravan.binary.LittleEndian;

/** The counterpart of {@link RgbState}. */
final class RgbEncoderState {
    private final EncoderSymbolModel bytesUsed = new EncoderSymbolModel(128);
    private final EncoderSymbolModels differences = new EncoderSymbolModels(6, 256);

    /** Encodes the three 16-bit numbers of {@code records} from {@code at} on. */
    void encode(ArithmeticEncoder encoder, byte[] last, byte[] records, int at) {
        int used = used(last, records, at);
        encoder.symbol(bytesUsed, used);
        int low = records[at] & 0xFF;
        int high = records[at + 1] & 0xFF;
        int lowChange = low - (last[0] & 0xFF);
        int highChange = high - (last[1] & 0xFF);
        if ((used & 1) != 0) {
            encoder.symbol(differences.get(0), lowChange & 0xFF);
        }
        if ((used & 2) != 0) {
            encoder.symbol(differences.get(1), highChange & 0xFF);
        }
        if ((used & 64) != 0) {
            encodeRest(encoder, used, last, records, at, 0, lowChange);
            encodeRest(encoder, used >>> 1, last, records, at, 1, highChange);
        }
    }

    /** Bits 0 to 5: which bytes differ from the last ones; bit 6: whether the colour is none of the greys. */
    private static int used(byte[] last, byte[] records, int at) {
        int used = 0;
        for (int i = 0; i < 6; i++) {
            used |= records[at + i] != last[i] ? 1 << i : 0;
        }
        short red = LittleEndian.signedShort(records, at);
        boolean grey =
                red == LittleEndian.signedShort(records, at + 2) && red == LittleEndian.signedShort(records, at + 4);
        return grey ? used : used | 64;
    }

    private void encodeRest(
            ArithmeticEncoder encoder, int used, byte[] last, byte[] records, int at, int half, int redChange) {
        int green = records[at + 2 + half] & 0xFF;
        int lastGreen = last[2 + half] & 0xFF;
        if ((used & 4) != 0) {
            int predicted = ItemDecoder.clamp(redChange + lastGreen);
            encoder.symbol(differences.get(2 + half), (green - predicted) & 0xFF);
        }
        if ((used & 16) != 0) {
            int change = (redChange + green - lastGreen) / 2;
            int predicted = ItemDecoder.clamp(change + (last[4 + half] & 0xFF));
            encoder.symbol(differences.get(4 + half), (records[at + 4 + half] - predicted) & 0xFF);
        }
    }
}
