package dev.caravan.laz;

import java.nio.channels.FileChannel;

/** The 30 bytes that begin a record of point formats 6 to 10. */
final class Point14Decoder extends LayeredItem {
    private final ArithmeticDecoder returnsXy = Point14Layer.RETURNS_XY.of(layers);
    private final ArithmeticDecoder heights = Point14Layer.Z.of(layers);
    private final ArithmeticDecoder classifications = Point14Layer.CLASSIFICATION.of(layers);
    private final ArithmeticDecoder flags = Point14Layer.FLAGS.of(layers);
    private final ArithmeticDecoder intensities = Point14Layer.INTENSITY.of(layers);
    private final ArithmeticDecoder scanAngles = Point14Layer.SCAN_ANGLE.of(layers);
    private final ArithmeticDecoder userDatas = Point14Layer.USER_DATA.of(layers);
    private final ArithmeticDecoder pointSources = Point14Layer.POINT_SOURCE.of(layers);
    private final ArithmeticDecoder times = Point14Layer.GPS_TIME.of(layers);
    private final GpsTimeReader timeReader = new GpsTimeReader(times);
    private final Point14Contexts contexts = new Point14Contexts();
    private final boolean alwaysTellsContext;

    /**
     * Items of version 4 always tell those that follow the scanner channel; before, they were told of it only by the points
     * at which it changed, and of channel 0 by all others (a slip of LASzip that became the format).
     */
    Point14Decoder(FileChannel channel, LazItem item, int offset) {
        super(channel, item, offset);
        alwaysTellsContext = item.version() >= 4;
    }

    @Override
    void open(byte[] first, int channel) {
        contexts.open(first, offset);
    }

    @Override
    int decode(byte[] records, int at, int ignored) {
        Point14Context values = contexts.current();
        int change = returnsXy.symbol(values.changedModel());
        boolean switched = (change & Point14Context.CHANNEL_CHANGED) != 0;
        if (switched) {
            int difference = returnsXy.symbol(values.scannerChannel);
            values = contexts.switchTo(contexts.channel() + difference + 1 & 3);
        }
        values.timeChanged = change >>> Point14Context.TIME_CHANGED_SHIFT & 1;
        decodeReturns(values, change);
        decodePosition(values);
        decodeKind(values);
        decodeSensor(values, change);
        values.write(records, at + offset);
        return switched || alwaysTellsContext ? contexts.channel() : 0;
    }

    private void decodeReturns(Point14Context values, int change) {
        int number = values.returnNumber;
        if ((change & Point14Context.RETURNS_CHANGED) != 0) {
            values.numberOfReturns = returnsXy.symbol(values.numberOfReturnsModel());
        }
        switch (change & 3) {
            case 0 -> {}
            case 1 -> values.returnNumber = (number + 1) & 15;
            case 2 -> values.returnNumber = (number + 15) & 15;
            default ->
                values.returnNumber = values.timeChanged != 0
                        ? returnsXy.symbol(values.returnNumberModel())
                        : (number + returnsXy.symbol(values.returnNumberSameTime) + 2) & 15;
        }
    }

    private void decodePosition(Point14Context values) {
        int single = values.single();
        values.position.decodeXy(returnsXy, values.positionSlot(), single);
        returnsXy.advance();
        if (!heights.isEmpty()) {
            values.position.decodeZ(heights, values.positionLevel(), single);
            heights.advance();
        }
    }

    /** What can change at any point: classification, flags, intensity, user data. */
    private void decodeKind(Point14Context values) {
        if (!classifications.isEmpty()) {
            values.classification = classifications.symbol(values.classificationModel());
            classifications.advance();
        }
        if (!flags.isEmpty()) {
            int found = flags.symbol(values.flagModel());
            values.flags = (found & 0x30) << 2 | values.flags & 0x30 | found & 0x0F;
            flags.advance();
        }
        if (!intensities.isEmpty()) {
            int slot = values.intensitySlot();
            values.intensity = values.intensities.decode(intensities, values.lastIntensity[slot], slot >>> 1);
            values.lastIntensity[slot] = values.intensity;
            intensities.advance();
        }
        if (!userDatas.isEmpty()) {
            values.userData = userDatas.symbol(values.userDataModel());
            userDatas.advance();
        }
    }

    /** What is said to have changed: scan angle, point source, GPS time. */
    private void decodeSensor(Point14Context values, int change) {
        if ((change & Point14Context.ANGLE_CHANGED) != 0 && !scanAngles.isEmpty()) {
            values.scanAngle = (short) values.scanAngles.decode(scanAngles, values.scanAngle, values.timeChanged);
            scanAngles.advance();
        }
        if ((change & Point14Context.SOURCE_CHANGED) != 0 && !pointSources.isEmpty()) {
            values.pointSource = values.pointSources.decode(pointSources, values.pointSource, 0);
            pointSources.advance();
        }
        if (values.timeChanged != 0 && !times.isEmpty()) {
            timeReader.next(values.times);
            times.advance();
        }
    }
}
