package dev.caravan.laz;

import dev.caravan.binary.LittleEndian;

/** The counterpart of {@link GpsTimeDecoder}. */
final class GpsTimeEncoder extends ItemEncoder {
    private final GpsTimeEncoderState times;

    GpsTimeEncoder(ArithmeticEncoder encoder, int offset, byte[] first) {
        super(offset);
        times = new GpsTimeEncoderState(encoder, LittleEndian.signedLong(first, offset), true);
    }

    @Override
    void encode(byte[] records, int at) {
        times.encode(LittleEndian.signedLong(records, at + offset));
    }
}
