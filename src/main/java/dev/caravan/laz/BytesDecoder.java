package dev.caravan.laz;

/** Extra bytes of point formats 0 to 5, version 2: each byte by its difference to the last. */
final class BytesDecoder extends ItemDecoder {
    private final ArithmeticDecoder decoder;
    private final byte[] last;
    private final SymbolModel[] models;

    BytesDecoder(ArithmeticDecoder decoder, int offset, byte[] first, int count) {
        super(offset);
        this.decoder = decoder;
        last = new byte[count];
        models = new SymbolModel[count];
        System.arraycopy(first, offset, last, 0, count);
        for (int i = 0; i < count; i++) {
            models[i] = new SymbolModel(256);
        }
    }

    @Override
    void decode(byte[] records, int at) {
        for (int i = 0; i < last.length; i++) {
            last[i] = (byte) (decoder.symbol(models[i]) + last[i]);
        }
        System.arraycopy(last, 0, records, at + offset, last.length);
    }
}
