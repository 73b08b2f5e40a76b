package dev.caravan.laz;

import dev.caravan.binary.LittleEndian;
import org.jspecify.annotations.Nullable;

/** The 30 bytes that begin a record of point formats 6 to 10. */
final class Point14Decoder extends LayeredItem {
    static final int SIZE = 30;

    private final Point14Layers layers;
    private final @Nullable Point14Context[] contexts = new Point14Context[CONTEXTS];
    private final boolean alwaysTellsContext;
    private Point14Context context;
    private int current;

    /**
     * @param version 4 for chunks whose other items always follow the scanner channel; before, they were told of it only
     *     by the points at which it changed, and of channel 0 by all others (a slip of LASzip that became the format)
     */
    Point14Decoder(Point14Layers layers, int offset, int version, byte[] first) {
        super(offset);
        this.alwaysTellsContext = version >= 4;
        this.layers = layers;
        current = first[offset + 15] >>> 4 & 3;
        context = new Point14Context(layers, first, offset);
        contexts[current] = context;
    }

    @Override
    int decode(byte[] records, int at, int ignored) {
        byte[] before = context.last;
        int returns = before[14] >>> 4 & 15;
        int returnNumber = before[14] & 15;
        int seen = (returnNumber == 1 ? 1 : 0) + (returnNumber >= returns ? 2 : 0) + (context.timeChanged ? 4 : 0);
        int change = layers.returnsXy().symbol(context.changed.get(seen));
        boolean switched = (change & 64) != 0;
        if (switched) {
            switchContext(layers.returnsXy().symbol(context.scannerChannel));
        }
        boolean timeChanged = (change & 16) != 0;
        decodeReturns(change, timeChanged);
        decodeLayers(change, timeChanged ? 1 : 0);
        context.timeChanged = timeChanged;
        System.arraycopy(context.last, 0, records, at + offset, SIZE);
        return switched || alwaysTellsContext ? current : 0;
    }

    private void switchContext(int difference) {
        int channel = (current + difference + 1) & 3;
        Point14Context next = contexts[channel];
        if (next == null) {
            next = new Point14Context(layers, context.last, 0);
            contexts[channel] = next;
        }
        current = channel;
        context = next;
        context.last[15] = (byte) (context.last[15] & ~0x30 | channel << 4);
    }

    private void decodeReturns(int change, boolean timeChanged) {
        ArithmeticDecoder decoder = layers.returnsXy();
        int returns = context.last[14] >>> 4 & 15;
        int number = context.last[14] & 15;
        if ((change & 4) != 0) {
            returns = decoder.symbol(context.numberOfReturns.get(returns));
        }
        switch (change & 3) {
            case 0 -> {}
            case 1 -> number = (number + 1) & 15;
            case 2 -> number = (number + 15) & 15;
            default ->
                number = timeChanged
                        ? decoder.symbol(context.returnNumber.get(number))
                        : (number + decoder.symbol(context.returnNumberSameTime) + 2) & 15;
        }
        context.last[14] = (byte) (returns << 4 | number);
    }

    private void decodeLayers(int change, int timeChanged) {
        byte[] last = context.last;
        int returns = last[14] >>> 4 & 15;
        int number = last[14] & 15;
        int place = (number == 1 ? 2 : 0) + (number >= returns ? 1 : 0);
        decodeXyz(returns, number, timeChanged);
        if (layers.classification() != null) {
            int seen = (last[16] & 0x1F) << 1 | (place == 3 ? 1 : 0);
            last[16] = (byte) layers.classification().symbol(context.classification.get(seen));
        }
        if (layers.flags() != null) {
            decodeFlags(layers.flags());
        }
        if (context.intensity != null) {
            int slot = place << 1 | timeChanged;
            context.lastIntensity[slot] = context.intensity.decode(context.lastIntensity[slot], place) & 0xFFFF;
            LittleEndian.putShort(last, 12, context.lastIntensity[slot]);
        }
        if (context.scanAngle != null && (change & 8) != 0) {
            LittleEndian.putShort(last, 18, context.scanAngle.decode(LittleEndian.signedShort(last, 18), timeChanged));
        }
        if (layers.userData() != null) {
            last[17] = (byte) layers.userData().symbol(context.userData.get((last[17] & 0xFF) >>> 2));
        }
        if (context.pointSource != null && (change & 32) != 0) {
            LittleEndian.putShort(last, 20, context.pointSource.decode(LittleEndian.unsignedShort(last, 20), 0));
        }
        if (context.times != null && timeChanged == 1) {
            LittleEndian.putLong(last, 22, context.times.next());
        }
    }

    private void decodeXyz(int returns, int number, int timeChanged) {
        byte[] last = context.last;
        int single = returns == 1 ? 1 : 0;
        int slot = Returns.MAP_SIX[returns][number] << 1 | timeChanged;
        int x = context.dx.decode(context.dxMedian[slot].get(), single);
        context.dxMedian[slot].add(x);
        LittleEndian.putInt(last, 0, LittleEndian.signedInt(last, 0) + x);
        int y = context.dy.decode(context.dyMedian[slot].get(), single + Math.min(context.dx.k() & ~1, 20));
        context.dyMedian[slot].add(y);
        LittleEndian.putInt(last, 4, LittleEndian.signedInt(last, 4) + y);
        if (context.z != null) {
            int k = (context.dx.k() + context.dy.k()) / 2;
            int level = Returns.level(returns, number);
            context.lastZ[level] = context.z.decode(context.lastZ[level], single + Math.min(k & ~1, 18));
            LittleEndian.putInt(last, 8, context.lastZ[level]);
        }
    }

    /** Flags as they are coded: the record's byte without the two bits of the scanner channel. */
    private void decodeFlags(ArithmeticDecoder decoder) {
        byte[] last = context.last;
        int before = last[15] >>> 2 & 0x30 | last[15] & 0x0F;
        int flags = decoder.symbol(context.flags.get(before));
        last[15] = (byte) ((flags & 0x30) << 2 | last[15] & 0x30 | flags & 0x0F);
    }
}
