package dev.caravan.laz;

import dev.caravan.binary.LittleEndian;

/** Models of a wave packet: descriptor index, byte offset, size, return point location, direction. */
final class WavePacketState {
    static final int SIZE = 29;

    private final SymbolModel index = SymbolModel.of(256);
    private final SymbolModels offsetKinds = new SymbolModels(4, 4);
    private final IntegerModel offsetDifference = new IntegerModel(32, 1);
    private final IntegerModel packetSize = new IntegerModel(32, 1);
    private final IntegerModel returnPoint = new IntegerModel(32, 1);
    private final IntegerModel direction = new IntegerModel(32, 3);
    private int offsetKind;
    private int lastDifference;

    void reset() {
        index.reset();
        offsetKinds.reset();
        offsetDifference.reset();
        packetSize.reset();
        returnPoint.reset();
        direction.reset();
        offsetKind = 0;
        lastDifference = 0;
    }

    /** Replaces the {@value #SIZE} bytes of {@code last}. */
    void decode(ArithmeticDecoder decoder, byte[] last) {
        last[0] = (byte) decoder.symbol(index);
        offsetKind = decoder.symbol(offsetKinds.get(offsetKind));
        LittleEndian.putLong(last, 1, nextOffset(decoder, last));
        decode(decoder, packetSize, last, 9, 0);
        decode(decoder, returnPoint, last, 13, 0);
        for (int axis = 0; axis < 3; axis++) {
            decode(decoder, direction, last, 17 + 4 * axis, axis);
        }
    }

    private static void decode(ArithmeticDecoder decoder, IntegerModel model, byte[] last, int field, int context) {
        LittleEndian.putInt(last, field, model.decode(decoder, LittleEndian.signedInt(last, field), context));
    }

    private long nextOffset(ArithmeticDecoder decoder, byte[] last) {
        long before = LittleEndian.signedLong(last, 1);
        switch (offsetKind) {
            case 0:
                return before;
            case 1:
                return before + LittleEndian.unsignedInt(last, 9);
            case 2:
                lastDifference = offsetDifference.decode(decoder, lastDifference, 0);
                return before + lastDifference;
            default:
                return decoder.readLong();
        }
    }

    /** Encodes the packet in {@code records} from {@code at} on, and replaces {@code last} by it. */
    void encode(ArithmeticEncoder encoder, byte[] last, byte[] records, int at) {
        encoder.symbol(index, records[at] & 0xFF);
        encodeOffset(encoder, last, LittleEndian.signedLong(records, at + 1));
        encode(encoder, packetSize, last, records, at, 9, 0);
        encode(encoder, returnPoint, last, records, at, 13, 0);
        for (int axis = 0; axis < 3; axis++) {
            encode(encoder, direction, last, records, at, 17 + 4 * axis, axis);
        }
        System.arraycopy(records, at, last, 0, SIZE);
    }

    private static void encode(
            ArithmeticEncoder encoder,
            IntegerModel model,
            byte[] last,
            byte[] records,
            int at,
            int field,
            int context) {
        int value = LittleEndian.signedInt(records, at + field);
        model.encode(encoder, LittleEndian.signedInt(last, field), value, context);
    }

    private void encodeOffset(ArithmeticEncoder encoder, byte[] last, long packet) {
        long away = packet - LittleEndian.signedLong(last, 1);
        int kind = away == 0 ? 0 : away == LittleEndian.unsignedInt(last, 9) ? 1 : away == (int) away ? 2 : 3;
        encoder.symbol(offsetKinds.get(offsetKind), kind);
        offsetKind = kind;
        if (kind == 2) {
            offsetDifference.encode(encoder, lastDifference, (int) away, 0);
            lastDifference = (int) away;
        } else if (kind == 3) {
            encoder.writeLong(packet);
        }
    }
}
