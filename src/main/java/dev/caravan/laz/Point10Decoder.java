package dev.caravan.laz;

import dev.caravan.binary.LittleEndian;

/** The 20 bytes that begin a record of point formats 0 to 5, version 2. */
final class Point10Decoder extends ItemDecoder {
    private final ArithmeticDecoder decoder;
    private final byte[] last = new byte[20];
    private final int[] lastIntensity = new int[16];
    private final int[] lastHeight = new int[8];
    private final StreamingMedian[] dxMedian = StreamingMedian.array(16);
    private final StreamingMedian[] dyMedian = StreamingMedian.array(16);
    private final SymbolModel changed = new SymbolModel(64);
    private final SymbolModel[] scanAngle = {new SymbolModel(256), new SymbolModel(256)};
    private final SymbolModels flags = new SymbolModels(256, 256);
    private final SymbolModels classification = new SymbolModels(256, 256);
    private final SymbolModels userData = new SymbolModels(256, 256);
    private final IntegerDecoder intensity;
    private final IntegerDecoder pointSource;
    private final IntegerDecoder dx;
    private final IntegerDecoder dy;
    private final IntegerDecoder z;

    Point10Decoder(ArithmeticDecoder decoder, int offset, byte[] first) {
        super(offset);
        this.decoder = decoder;
        System.arraycopy(first, offset, last, 0, 20);
        LittleEndian.putShort(last, 12, 0);
        intensity = new IntegerDecoder(decoder, 16, 4);
        pointSource = new IntegerDecoder(decoder, 16, 1);
        dx = new IntegerDecoder(decoder, 32, 2);
        dy = new IntegerDecoder(decoder, 32, 22);
        z = new IntegerDecoder(decoder, 32, 20);
    }

    @Override
    void decode(byte[] records, int at) {
        int change = decoder.symbol(changed);
        if ((change & 32) != 0) {
            last[14] = (byte) decoder.symbol(flags.get(last[14] & 0xFF));
        }
        int returnNumber = last[14] & 7;
        int returns = last[14] >>> 3 & 7;
        int context = Returns.MAP[returns][returnNumber];
        if (change != 0) {
            decodeChanged(change, context);
        }
        decodePosition(returns == 1 ? 1 : 0, context, Returns.level(returns, returnNumber));
        System.arraycopy(last, 0, records, at + offset, 20);
    }

    private void decodeChanged(int change, int context) {
        if ((change & 16) != 0) {
            lastIntensity[context] = intensity.decode(lastIntensity[context], Math.min(context, 3)) & 0xFFFF;
        }
        LittleEndian.putShort(last, 12, lastIntensity[context]);
        if ((change & 8) != 0) {
            last[15] = (byte) decoder.symbol(classification.get(last[15] & 0xFF));
        }
        if ((change & 4) != 0) {
            last[16] = (byte) (decoder.symbol(scanAngle[last[14] >>> 6 & 1]) + last[16]);
        }
        if ((change & 2) != 0) {
            last[17] = (byte) decoder.symbol(userData.get(last[17] & 0xFF));
        }
        if ((change & 1) != 0) {
            LittleEndian.putShort(last, 18, pointSource.decode(LittleEndian.unsignedShort(last, 18), 0));
        }
    }

    private void decodePosition(int single, int context, int level) {
        int x = dx.decode(dxMedian[context].get(), single);
        dxMedian[context].add(x);
        LittleEndian.putInt(last, 0, LittleEndian.signedInt(last, 0) + x);
        int y = dy.decode(dyMedian[context].get(), single + Math.min(dx.k() & ~1, 20));
        dyMedian[context].add(y);
        LittleEndian.putInt(last, 4, LittleEndian.signedInt(last, 4) + y);
        int k = (dx.k() + dy.k()) / 2;
        lastHeight[level] = z.decode(lastHeight[level], single + Math.min(k & ~1, 18));
        LittleEndian.putInt(last, 8, lastHeight[level]);
    }
}
