package dev.caravan.laz;

/** The counterpart of {@link BytesDecoder}. */
final class BytesEncoder extends ItemEncoder {
    private final ArithmeticEncoder encoder;
    private final byte[] last;
    private final SymbolModels models;

    BytesEncoder(ArithmeticEncoder encoder, int offset, byte[] first, int count) {
        super(offset);
        this.encoder = encoder;
        last = new byte[count];
        models = new SymbolModels(count, 256);
        System.arraycopy(first, offset, last, 0, count);
    }

    @Override
    void encode(byte[] records, int at) {
        for (int i = 0; i < last.length; i++) {
            encoder.symbol(models.get(i), (records[at + offset + i] - last[i]) & 0xFF);
        }
        System.arraycopy(records, at + offset, last, 0, last.length);
    }
}
