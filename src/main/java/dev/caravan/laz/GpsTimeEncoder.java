package dev.caravan.laz;

import dev.caravan.binary.LittleEndian;

/** The counterpart of {@link GpsTimeDecoder}. */
final class GpsTimeEncoder extends ItemEncoder {
    private final GpsTimeState times = new GpsTimeState(true);
    private final GpsTimeWriter writer;

    GpsTimeEncoder(ArithmeticEncoder encoder, int offset, byte[] first) {
        super(offset);
        writer = new GpsTimeWriter(encoder);
        times.reset(LittleEndian.signedLong(first, offset));
    }

    @Override
    void encode(byte[] records, int at) {
        writer.write(times, LittleEndian.signedLong(records, at + offset));
    }
}
