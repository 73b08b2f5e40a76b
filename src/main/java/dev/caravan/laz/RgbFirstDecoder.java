package dev.caravan.laz;

/** Colour of point formats 2 and 3, version 1 (LASzip before 2.0). */
final class RgbFirstDecoder extends ItemDecoder {
    private final ArithmeticDecoder decoder;
    private final byte[] last = new byte[6];
    private final SymbolModel bytesUsed = SymbolModel.of(64);
    private final IntegerModel colour;

    RgbFirstDecoder(ArithmeticDecoder decoder, int offset) {
        super(offset);
        this.decoder = decoder;
        colour = new IntegerModel(8, 6);
    }

    @Override
    void open(byte[] first) {
        System.arraycopy(first, offset, last, 0, last.length);
        bytesUsed.reset();
        colour.reset();
    }

    @Override
    void decode(byte[] records, int at) {
        int used = decoder.symbol(bytesUsed);
        for (int i = 0; i < last.length; i++) {
            if ((used & 1 << i) != 0) {
                last[i] = (byte) colour.decode(decoder, last[i] & 0xFF, i);
            }
            records[at + offset + i] = last[i];
        }
    }
}
