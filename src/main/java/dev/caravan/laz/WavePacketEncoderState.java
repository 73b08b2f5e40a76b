package dev.caravan.laz;

import dev.caravan.binary.LittleEndian;

/** The counterpart of {@link WavePacketState}. */
final class WavePacketEncoderState {
    private final ArithmeticEncoder encoder;
    private final EncoderSymbolModel index = new EncoderSymbolModel(256);
    private final EncoderSymbolModels offsetKinds = new EncoderSymbolModels(4, 4);
    private final IntegerEncoder offsetDifference;
    private final IntegerEncoder packetSize;
    private final IntegerEncoder returnPoint;
    private final IntegerEncoder direction;
    private int offsetKind;
    private int lastDifference;

    WavePacketEncoderState(ArithmeticEncoder encoder) {
        this.encoder = encoder;
        offsetDifference = new IntegerEncoder(encoder, 32, 1);
        packetSize = new IntegerEncoder(encoder, 32, 1);
        returnPoint = new IntegerEncoder(encoder, 32, 1);
        direction = new IntegerEncoder(encoder, 32, 3);
    }

    /** Encodes the {@value WavePacketState#SIZE} bytes of {@code records} from {@code at} on. */
    void encode(byte[] last, byte[] records, int at) {
        encoder.symbol(index, records[at] & 0xFF);
        encodeOffset(last, LittleEndian.signedLong(records, at + 1));
        encode(packetSize, last, records, at, 9, 0);
        encode(returnPoint, last, records, at, 13, 0);
        for (int axis = 0; axis < 3; axis++) {
            encode(direction, last, records, at, 17 + 4 * axis, axis);
        }
    }

    private static void encode(IntegerEncoder integers, byte[] last, byte[] records, int at, int field, int context) {
        integers.encode(LittleEndian.signedInt(last, field), LittleEndian.signedInt(records, at + field), context);
    }

    private void encodeOffset(byte[] last, long packet) {
        long away = packet - LittleEndian.signedLong(last, 1);
        int kind = away == 0 ? 0 : away == LittleEndian.unsignedInt(last, 9) ? 1 : away == (int) away ? 2 : 3;
        encoder.symbol(offsetKinds.get(offsetKind), kind);
        offsetKind = kind;
        if (kind == 2) {
            offsetDifference.encode(lastDifference, (int) away, 0);
            lastDifference = (int) away;
        } else if (kind == 3) {
            encoder.writeLong(packet);
        }
    }
}
