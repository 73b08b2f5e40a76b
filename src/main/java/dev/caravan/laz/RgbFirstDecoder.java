package dev.caravan.laz;

/** Colour of point formats 2 and 3, version 1 (LASzip before 2.0). */
final class RgbFirstDecoder extends ItemDecoder {
    private final ArithmeticDecoder decoder;
    private final byte[] last = new byte[6];
    private final SymbolModel bytesUsed = new SymbolModel(64);
    private final IntegerDecoder colour;

    RgbFirstDecoder(ArithmeticDecoder decoder, int offset, byte[] first) {
        super(offset);
        this.decoder = decoder;
        colour = new IntegerDecoder(decoder, 8, 6);
        System.arraycopy(first, offset, last, 0, 6);
    }

    @Override
    void decode(byte[] records, int at) {
        int used = decoder.symbol(bytesUsed);
        for (int i = 0; i < 6; i++) {
            if ((used & 1 << i) != 0) {
                last[i] = (byte) colour.decode(last[i] & 0xFF, i);
            }
        }
        System.arraycopy(last, 0, records, at + offset, 6);
    }
}
