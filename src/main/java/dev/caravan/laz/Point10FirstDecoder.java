package dev.caravan.laz;

import dev.caravan.binary.LittleEndian;
import java.util.Arrays;
import java.util.stream.Stream;

/** The 20 bytes that begin a record of point formats 0 to 5, version 1 (LASzip before 2.0). */
final class Point10FirstDecoder extends ItemDecoder {
    private final ArithmeticDecoder decoder;
    private final byte[] last = new byte[20];
    private final int[] lastDx = new int[3];
    private final int[] lastDy = new int[3];
    private int turn;
    private final SymbolModel changed = SymbolModel.of(64);
    private final SymbolModels flags = new SymbolModels(256, 256);
    private final SymbolModels classification = new SymbolModels(256, 256);
    private final SymbolModels userData = new SymbolModels(256, 256);
    private final IntegerModel dx;
    private final IntegerModel dy;
    private final IntegerModel z;
    private final IntegerModel intensity;
    private final IntegerModel scanAngle;
    private final IntegerModel pointSource;

    Point10FirstDecoder(ArithmeticDecoder decoder, int offset) {
        super(offset);
        this.decoder = decoder;
        dx = new IntegerModel(32, 1);
        dy = new IntegerModel(32, 20);
        z = new IntegerModel(32, 20);
        intensity = new IntegerModel(16, 1);
        scanAngle = new IntegerModel(8, 2);
        pointSource = new IntegerModel(16, 1);
    }

    @Override
    void open(byte[] first) {
        System.arraycopy(first, offset, last, 0, last.length);
        Arrays.fill(lastDx, 0);
        Arrays.fill(lastDy, 0);
        turn = 0;
        changed.reset();
        Stream.of(flags, classification, userData).forEach(SymbolModels::reset);
        Stream.of(dx, dy, z, intensity, scanAngle, pointSource).forEach(IntegerModel::reset);
    }

    @Override
    void decode(byte[] records, int at) {
        int x = dx.decode(decoder, median(lastDx), 0);
        LittleEndian.putInt(last, 0, LittleEndian.signedInt(last, 0) + x);
        int y = dy.decode(decoder, median(lastDy), Math.min(dx.k(), 19));
        LittleEndian.putInt(last, 4, LittleEndian.signedInt(last, 4) + y);
        int k = (dx.k() + dy.k()) / 2;
        LittleEndian.putInt(last, 8, z.decode(decoder, LittleEndian.signedInt(last, 8), Math.min(k, 19)));
        decodeChanged(decoder.symbol(changed), k);
        lastDx[turn] = x;
        lastDy[turn] = y;
        turn = (turn + 1) % 3;
        System.arraycopy(last, 0, records, at + offset, 20);
    }

    private void decodeChanged(int change, int k) {
        if ((change & 32) != 0) {
            LittleEndian.putShort(last, 12, intensity.decode(decoder, LittleEndian.unsignedShort(last, 12), 0));
        }
        if ((change & 16) != 0) {
            last[14] = (byte) decoder.symbol(flags.get(last[14] & 0xFF));
        }
        if ((change & 8) != 0) {
            last[15] = (byte) decoder.symbol(classification.get(last[15] & 0xFF));
        }
        if ((change & 4) != 0) {
            last[16] = (byte) scanAngle.decode(decoder, last[16] & 0xFF, k < 3 ? 1 : 0);
        }
        if ((change & 2) != 0) {
            last[17] = (byte) decoder.symbol(userData.get(last[17] & 0xFF));
        }
        if ((change & 1) != 0) {
            LittleEndian.putShort(last, 18, pointSource.decode(decoder, LittleEndian.unsignedShort(last, 18), 0));
        }
    }

    private static int median(int[] three) {
        int low = Math.min(three[0], three[1]);
        int high = Math.max(three[0], three[1]);
        return Math.max(low, Math.min(high, three[2]));
    }
}
