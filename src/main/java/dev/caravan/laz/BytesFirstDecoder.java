package dev.caravan.laz;

/** Extra bytes of point formats 0 to 5, version 1 (LASzip before 2.0). */
final class BytesFirstDecoder extends ItemDecoder {
    private final ArithmeticDecoder decoder;
    private final byte[] last;
    private final IntegerModel values;

    BytesFirstDecoder(ArithmeticDecoder decoder, int offset, int count) {
        super(offset);
        this.decoder = decoder;
        last = new byte[count];
        values = new IntegerModel(8, count);
    }

    @Override
    void open(byte[] first) {
        System.arraycopy(first, offset, last, 0, last.length);
        values.reset();
    }

    @Override
    void decode(byte[] records, int at) {
        for (int i = 0; i < last.length; i++) {
            last[i] = (byte) values.decode(decoder, last[i] & 0xFF, i);
            records[at + offset + i] = last[i];
        }
    }
}
