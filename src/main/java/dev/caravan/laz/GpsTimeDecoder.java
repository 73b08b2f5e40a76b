package dev.caravan.laz;

import dev.caravan.binary.LittleEndian;

/** GPS time of point formats 1, 3, 4 and 5, version 2. */
final class GpsTimeDecoder extends ItemDecoder {
    private final GpsTimeState times = new GpsTimeState(true);
    private final GpsTimeReader reader;

    GpsTimeDecoder(ArithmeticDecoder decoder, int offset) {
        super(offset);
        reader = new GpsTimeReader(decoder);
    }

    @Override
    void open(byte[] first) {
        times.reset(LittleEndian.signedLong(first, offset));
    }

    @Override
    void decode(byte[] records, int at) {
        LittleEndian.putLong(records, at + offset, reader.next(times));
    }
}
