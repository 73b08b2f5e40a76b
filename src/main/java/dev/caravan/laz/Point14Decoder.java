package dev.caravan.laz;

import java.nio.channels.FileChannel;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The 30 bytes that begin a record of point formats 6 to 10. */
final class Point14Decoder extends LayeredItem {
    static final int SIZE = 30;

    private final ArithmeticDecoder returnsXy = Point14Layer.RETURNS_XY.of(layers);
    private final ArithmeticDecoder heights = Point14Layer.Z.of(layers);
    private final ArithmeticDecoder classifications = Point14Layer.CLASSIFICATION.of(layers);
    private final ArithmeticDecoder flags = Point14Layer.FLAGS.of(layers);
    private final ArithmeticDecoder intensities = Point14Layer.INTENSITY.of(layers);
    private final ArithmeticDecoder scanAngles = Point14Layer.SCAN_ANGLE.of(layers);
    private final ArithmeticDecoder userDatas = Point14Layer.USER_DATA.of(layers);
    private final ArithmeticDecoder pointSources = Point14Layer.POINT_SOURCE.of(layers);
    private final ArithmeticDecoder times = Point14Layer.GPS_TIME.of(layers);

    private final @Nullable Point14Context[] contexts = new Point14Context[CONTEXTS];
    private final boolean[] known = new boolean[CONTEXTS];
    private final byte[] record = new byte[SIZE];
    private final boolean alwaysTellsContext;
    private Point14Context context;
    private int current;

    /**
     * Items of version 4 always tell those that follow the scanner channel; before, they were told of it only by the points
     * at which it changed, and of channel 0 by all others (a slip of LASzip that became the format).
     */
    Point14Decoder(FileChannel channel, LazItem item, int offset) {
        super(channel, item, offset);
        alwaysTellsContext = item.version() >= 4;
        context = contextOf(0);
    }

    private Point14Context contextOf(int channel) {
        Point14Context made = contexts[channel];
        if (made == null) {
            made = new Point14Context(layers);
            contexts[channel] = made;
        }
        return made;
    }

    @Override
    void open(byte[] first, int channel) {
        Arrays.fill(known, false);
        known[channel] = true;
        current = channel;
        context = contextOf(channel);
        context.start(first, offset);
    }

    @Override
    int decode(byte[] records, int at, int ignored) {
        int seen = (context.returnNumber == 1 ? 1 : 0)
                + (context.returnNumber >= context.numberOfReturns ? 2 : 0)
                + (context.timeChanged << 2);
        int change = returnsXy.symbol(context.changed.get(seen));
        boolean switched = (change & 64) != 0;
        if (switched) {
            switchContext(returnsXy.symbol(context.scannerChannel));
        }
        Point14Context values = context;
        int timeChanged = change >>> 4 & 1;
        decodeReturns(values, change, timeChanged);
        decodeXy(values, timeChanged);
        decodeRest(values, change, timeChanged);
        values.timeChanged = timeChanged;
        values.write(records, at + offset);
        return switched || alwaysTellsContext ? current : 0;
    }

    private void switchContext(int difference) {
        int channel = (current + difference + 1) & 3;
        Point14Context next = contextOf(channel);
        if (!known[channel]) {
            known[channel] = true;
            context.write(record, 0);
            next.start(record, 0);
        }
        current = channel;
        context = next;
        next.flags = next.flags & ~0x30 | channel << 4;
    }

    private void decodeReturns(Point14Context values, int change, int timeChanged) {
        int number = values.returnNumber;
        if ((change & 4) != 0) {
            values.numberOfReturns = returnsXy.symbol(values.numbersOfReturns.get(values.numberOfReturns));
        }
        switch (change & 3) {
            case 0 -> {}
            case 1 -> values.returnNumber = (number + 1) & 15;
            case 2 -> values.returnNumber = (number + 15) & 15;
            default ->
                values.returnNumber = timeChanged != 0
                        ? returnsXy.symbol(values.returnNumbers.get(number))
                        : (number + returnsXy.symbol(values.returnNumberSameTime) + 2) & 15;
        }
    }

    private void decodeXy(Point14Context values, int timeChanged) {
        int returns = values.numberOfReturns;
        int number = values.returnNumber;
        int single = returns == 1 ? 1 : 0;
        int slot = Returns.MAP_SIX[returns][number] << 1 | timeChanged;
        int x = values.dx.decode(values.dxMedian.get(slot), single);
        values.dxMedian.add(slot, x);
        values.x += x;
        int y = values.dy.decode(values.dyMedian.get(slot), single + Math.min(values.dx.k() & ~1, 20));
        values.dyMedian.add(slot, y);
        values.y += y;
        returnsXy.advance();
        if (!heights.isEmpty()) {
            int k = (values.dx.k() + values.dy.k()) / 2;
            int level = Returns.level(returns, number);
            values.z = values.heights.decode(values.lastZ[level], single + Math.min(k & ~1, 18));
            values.lastZ[level] = values.z;
            heights.advance();
        }
    }

    private void decodeRest(Point14Context values, int change, int timeChanged) {
        int place = (values.returnNumber == 1 ? 2 : 0) + (values.returnNumber >= values.numberOfReturns ? 1 : 0);
        if (!classifications.isEmpty()) {
            int seen = (values.classification & 0x1F) << 1 | (place == 3 ? 1 : 0);
            values.classification = classifications.symbol(values.classifications.get(seen));
            classifications.advance();
        }
        if (!flags.isEmpty()) {
            decodeFlags(values);
        }
        if (!intensities.isEmpty()) {
            int slot = place << 1 | timeChanged;
            values.intensity = values.intensities.decode(values.lastIntensity[slot], place) & 0xFFFF;
            values.lastIntensity[slot] = values.intensity;
            intensities.advance();
        }
        if ((change & 8) != 0 && !scanAngles.isEmpty()) {
            values.scanAngle = (short) values.scanAngles.decode(values.scanAngle, timeChanged);
            scanAngles.advance();
        }
        if (!userDatas.isEmpty()) {
            values.userData = userDatas.symbol(values.userDatas.get(values.userData >>> 2));
            userDatas.advance();
        }
        if ((change & 32) != 0 && !pointSources.isEmpty()) {
            values.pointSource = values.pointSources.decode(values.pointSource, 0) & 0xFFFF;
            pointSources.advance();
        }
        if (timeChanged != 0 && !times.isEmpty()) {
            values.time = values.times.next();
            times.advance();
        }
    }

    /** Flags as they are coded: the record's byte without the two bits of the scanner channel. */
    private void decodeFlags(Point14Context values) {
        int before = values.flags >>> 2 & 0x30 | values.flags & 0x0F;
        int found = flags.symbol(values.flagModels.get(before));
        values.flags = (found & 0x30) << 2 | values.flags & 0x30 | found & 0x0F;
        flags.advance();
    }
}
