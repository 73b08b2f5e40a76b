package dev.caravan.laz;

import dev.caravan.binary.LittleEndian;

/** GPS time of point formats 1, 3, 4 and 5, version 2. */
final class GpsTimeDecoder extends ItemDecoder {
    private final GpsTimeState times;

    GpsTimeDecoder(ArithmeticDecoder decoder, int offset) {
        super(offset);
        times = new GpsTimeState(decoder, true);
    }

    @Override
    void open(byte[] first) {
        times.reset(LittleEndian.signedLong(first, offset));
    }

    @Override
    void decode(byte[] records, int at) {
        LittleEndian.putLong(records, at + offset, times.next());
    }
}
