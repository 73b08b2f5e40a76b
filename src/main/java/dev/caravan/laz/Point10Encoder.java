package dev.caravan.laz;

import dev.caravan.binary.LittleEndian;

/** The counterpart of {@link Point10Decoder}. */
final class Point10Encoder extends ItemEncoder {
    private final ArithmeticEncoder encoder;
    private final byte[] last = new byte[20];
    private final int[] lastIntensity = new int[16];
    private final int[] lastHeight = new int[8];
    private final StreamingMedian dxMedian = new StreamingMedian(16);
    private final StreamingMedian dyMedian = new StreamingMedian(16);
    private final EncoderSymbolModel changed = new EncoderSymbolModel(64);
    private final EncoderSymbolModels scanAngle = new EncoderSymbolModels(2, 256);
    private final EncoderSymbolModels flags = new EncoderSymbolModels(256, 256);
    private final EncoderSymbolModels classification = new EncoderSymbolModels(256, 256);
    private final EncoderSymbolModels userData = new EncoderSymbolModels(256, 256);
    private final IntegerEncoder intensity;
    private final IntegerEncoder pointSource;
    private final IntegerEncoder dx;
    private final IntegerEncoder dy;
    private final IntegerEncoder z;

    Point10Encoder(ArithmeticEncoder encoder, int offset, byte[] first) {
        super(offset);
        this.encoder = encoder;
        System.arraycopy(first, offset, last, 0, 20);
        LittleEndian.putShort(last, 12, 0);
        intensity = new IntegerEncoder(encoder, 16, 4);
        pointSource = new IntegerEncoder(encoder, 16, 1);
        dx = new IntegerEncoder(encoder, 32, 2);
        dy = new IntegerEncoder(encoder, 32, 22);
        z = new IntegerEncoder(encoder, 32, 20);
    }

    @Override
    void encode(byte[] records, int at) {
        int from = at + offset;
        int returnNumber = records[from + 14] & 7;
        int returns = records[from + 14] >>> 3 & 7;
        int context = Returns.MAP[returns][returnNumber];
        int change = change(records, from, context);
        encoder.symbol(changed, change);
        if (change != 0) {
            encodeChanged(records, from, change, context);
        }
        encodePosition(records, from, returns == 1 ? 1 : 0, context, Returns.level(returns, returnNumber));
        System.arraycopy(records, from, last, 0, 20);
    }

    private int change(byte[] records, int from, int context) {
        return (records[from + 14] != last[14] ? 32 : 0)
                | (LittleEndian.unsignedShort(records, from + 12) != lastIntensity[context] ? 16 : 0)
                | (records[from + 15] != last[15] ? 8 : 0)
                | (records[from + 16] != last[16] ? 4 : 0)
                | (records[from + 17] != last[17] ? 2 : 0)
                | (LittleEndian.signedShort(records, from + 18) != LittleEndian.signedShort(last, 18) ? 1 : 0);
    }

    private void encodeChanged(byte[] records, int from, int change, int context) {
        if ((change & 32) != 0) {
            encoder.symbol(flags.get(last[14] & 0xFF), records[from + 14] & 0xFF);
        }
        if ((change & 16) != 0) {
            int value = LittleEndian.unsignedShort(records, from + 12);
            intensity.encode(lastIntensity[context], value, Math.min(context, 3));
            lastIntensity[context] = value;
        }
        if ((change & 8) != 0) {
            encoder.symbol(classification.get(last[15] & 0xFF), records[from + 15] & 0xFF);
        }
        if ((change & 4) != 0) {
            encoder.symbol(scanAngle.get(records[from + 14] >>> 6 & 1), (records[from + 16] - last[16]) & 0xFF);
        }
        if ((change & 2) != 0) {
            encoder.symbol(userData.get(last[17] & 0xFF), records[from + 17] & 0xFF);
        }
        if ((change & 1) != 0) {
            pointSource.encode(LittleEndian.unsignedShort(last, 18), LittleEndian.unsignedShort(records, from + 18), 0);
        }
    }

    private void encodePosition(byte[] records, int from, int single, int context, int level) {
        int x = LittleEndian.signedInt(records, from) - LittleEndian.signedInt(last, 0);
        dx.encode(dxMedian.get(context), x, single);
        dxMedian.add(context, x);
        int y = LittleEndian.signedInt(records, from + 4) - LittleEndian.signedInt(last, 4);
        dy.encode(dyMedian.get(context), y, single + Math.min(dx.k() & ~1, 20));
        dyMedian.add(context, y);
        int k = (dx.k() + dy.k()) / 2;
        int height = LittleEndian.signedInt(records, from + 8);
        z.encode(lastHeight[level], height, single + Math.min(k & ~1, 18));
        lastHeight[level] = height;
    }
}
