package dev.caravan.laz;

/** Extra bytes of point formats 0 to 5, version 2: each byte by its difference to the last. */
final class BytesDecoder extends ItemDecoder {
    private final ArithmeticDecoder decoder;
    private final byte[] last;
    private final SymbolModels models;

    BytesDecoder(ArithmeticDecoder decoder, int offset, int count) {
        super(offset);
        this.decoder = decoder;
        last = new byte[count];
        models = new SymbolModels(count, 256);
    }

    @Override
    void open(byte[] first) {
        System.arraycopy(first, offset, last, 0, last.length);
        models.reset();
    }

    @Override
    void decode(byte[] records, int at) {
        for (int i = 0; i < last.length; i++) {
            last[i] = (byte) (decoder.symbol(models.get(i)) + last[i]);
            records[at + offset + i] = last[i];
        }
    }
}
