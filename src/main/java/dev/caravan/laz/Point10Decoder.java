package dev.caravan.laz;

import dev.caravan.binary.LittleEndian;
import java.util.Arrays;
import java.util.stream.Stream;

/** The 20 bytes that begin a record of point formats 0 to 5, version 2. */
final class Point10Decoder extends ItemDecoder {
    private final ArithmeticDecoder decoder;
    private final int[] lastIntensity = new int[16];
    private final int[] lastHeight = new int[8];
    private final StreamingMedian dxMedian = new StreamingMedian(16);
    private final StreamingMedian dyMedian = new StreamingMedian(16);
    private final SymbolModel changed = SymbolModel.of(64);
    private final SymbolModel[] scanAngles = SymbolModel.array(2, 256);
    private final SymbolModels flagModels = new SymbolModels(256, 256);
    private final SymbolModels classifications = new SymbolModels(256, 256);
    private final SymbolModels userDatas = new SymbolModels(256, 256);
    private final IntegerDecoder intensities;
    private final IntegerDecoder pointSources;
    private final IntegerDecoder dx;
    private final IntegerDecoder dy;
    private final IntegerDecoder z;

    private int x;
    private int y;
    private int intensity;
    /** Return number, number of returns, scan direction, edge of flight line. */
    private int flags;

    private int classification;
    private int scanAngle;
    private int userData;
    private int pointSource;

    Point10Decoder(ArithmeticDecoder decoder, int offset) {
        super(offset);
        this.decoder = decoder;
        intensities = new IntegerDecoder(decoder, 16, 4);
        pointSources = new IntegerDecoder(decoder, 16, 1);
        dx = new IntegerDecoder(decoder, 32, 2);
        dy = new IntegerDecoder(decoder, 32, 22);
        z = new IntegerDecoder(decoder, 32, 20);
    }

    @Override
    void open(byte[] first) {
        x = LittleEndian.signedInt(first, offset);
        y = LittleEndian.signedInt(first, offset + 4);
        intensity = 0;
        flags = first[offset + 14] & 0xFF;
        classification = first[offset + 15] & 0xFF;
        scanAngle = first[offset + 16];
        userData = first[offset + 17] & 0xFF;
        pointSource = LittleEndian.unsignedShort(first, offset + 18);
        Arrays.fill(lastIntensity, 0);
        Arrays.fill(lastHeight, 0);
        resetModels();
    }

    private void resetModels() {
        changed.reset();
        dxMedian.reset();
        dyMedian.reset();
        Stream.of(scanAngles).forEach(SymbolModel::reset);
        Stream.of(flagModels, classifications, userDatas).forEach(SymbolModels::reset);
        Stream.of(intensities, pointSources, dx, dy, z).forEach(IntegerDecoder::reset);
    }

    @Override
    void decode(byte[] records, int at) {
        int change = decoder.symbol(changed);
        if ((change & 32) != 0) {
            flags = decoder.symbol(flagModels.get(flags));
        }
        int returnNumber = flags & 7;
        int returns = flags >>> 3 & 7;
        int context = Returns.MAP[returns][returnNumber];
        if (change != 0) {
            decodeChanged(change, context);
        }
        int place = at + offset;
        decodePosition(records, place, returns == 1 ? 1 : 0, context, Returns.level(returns, returnNumber));
        LittleEndian.putInt(records, place + 12, intensity | flags << 16 | classification << 24);
        LittleEndian.putInt(records, place + 16, scanAngle & 0xFF | userData << 8 | pointSource << 16);
    }

    private void decodeChanged(int change, int context) {
        if ((change & 16) != 0) {
            lastIntensity[context] = intensities.decode(lastIntensity[context], Math.min(context, 3)) & 0xFFFF;
        }
        intensity = lastIntensity[context];
        if ((change & 8) != 0) {
            classification = decoder.symbol(classifications.get(classification));
        }
        if ((change & 4) != 0) {
            scanAngle += decoder.symbol(scanAngles[flags >>> 6 & 1]);
        }
        if ((change & 2) != 0) {
            userData = decoder.symbol(userDatas.get(userData));
        }
        if ((change & 1) != 0) {
            pointSource = pointSources.decode(pointSource, 0) & 0xFFFF;
        }
    }

    private void decodePosition(byte[] records, int place, int single, int context, int level) {
        int xChange = dx.decode(dxMedian.get(context), single);
        dxMedian.add(context, xChange);
        x += xChange;
        int yChange = dy.decode(dyMedian.get(context), single + Math.min(dx.k() & ~1, 20));
        dyMedian.add(context, yChange);
        y += yChange;
        int k = (dx.k() + dy.k()) / 2;
        int height = z.decode(lastHeight[level], single + Math.min(k & ~1, 18));
        lastHeight[level] = height;
        LittleEndian.putInt(records, place, x);
        LittleEndian.putInt(records, place + 4, y);
        LittleEndian.putInt(records, place + 8, height);
    }
}
