package dev.caravan.laz;

import dev.caravan.binary.LittleEndian;

/** Models of a wave packet: descriptor index, byte offset, size, return point location, direction. */
final class WavePacketState {
    static final int SIZE = 29;

    private final ArithmeticDecoder decoder;
    private final SymbolModel index = SymbolModel.of(256);
    private final SymbolModels offsetKinds = new SymbolModels(4, 4);
    private final IntegerDecoder offsetDifference;
    private final IntegerDecoder packetSize;
    private final IntegerDecoder returnPoint;
    private final IntegerDecoder direction;
    private int offsetKind;
    private int lastDifference;

    WavePacketState(ArithmeticDecoder decoder) {
        this.decoder = decoder;
        offsetDifference = new IntegerDecoder(decoder, 32, 1);
        packetSize = new IntegerDecoder(decoder, 32, 1);
        returnPoint = new IntegerDecoder(decoder, 32, 1);
        direction = new IntegerDecoder(decoder, 32, 3);
    }

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
    void decode(byte[] last) {
        last[0] = (byte) decoder.symbol(index);
        offsetKind = decoder.symbol(offsetKinds.get(offsetKind));
        LittleEndian.putLong(last, 1, nextOffset(last));
        LittleEndian.putInt(last, 9, packetSize.decode(LittleEndian.signedInt(last, 9), 0));
        LittleEndian.putInt(last, 13, returnPoint.decode(LittleEndian.signedInt(last, 13), 0));
        for (int axis = 0; axis < 3; axis++) {
            int at = 17 + 4 * axis;
            LittleEndian.putInt(last, at, direction.decode(LittleEndian.signedInt(last, at), axis));
        }
    }

    private long nextOffset(byte[] last) {
        long before = LittleEndian.signedLong(last, 1);
        switch (offsetKind) {
            case 0:
                return before;
            case 1:
                return before + LittleEndian.unsignedInt(last, 9);
            case 2:
                lastDifference = offsetDifference.decode(lastDifference, 0);
                return before + lastDifference;
            default:
                return decoder.readLong();
        }
    }
}
