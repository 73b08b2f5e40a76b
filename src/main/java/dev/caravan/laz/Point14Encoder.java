package dev.caravan.laz;

import dev.caravan.binary.LittleEndian;

/** The counterpart of {@link Point14Decoder}, version 3. */
final class Point14Encoder extends LayeredItemEncoder {
    private final LayerEncoder returnsXy = Point14Layer.RETURNS_XY.of(layers);
    private final LayerEncoder heights = Point14Layer.Z.of(layers);
    private final LayerEncoder classifications = Point14Layer.CLASSIFICATION.of(layers);
    private final LayerEncoder flags = Point14Layer.FLAGS.of(layers);
    private final LayerEncoder intensities = Point14Layer.INTENSITY.of(layers);
    private final LayerEncoder scanAngles = Point14Layer.SCAN_ANGLE.of(layers);
    private final LayerEncoder userDatas = Point14Layer.USER_DATA.of(layers);
    private final LayerEncoder pointSources = Point14Layer.POINT_SOURCE.of(layers);
    private final LayerEncoder times = Point14Layer.GPS_TIME.of(layers);
    private final GpsTimeWriter timeWriter = new GpsTimeWriter(times.encoder);
    private final Point14Contexts contexts = new Point14Contexts();

    Point14Encoder(LazItem item, int offset, byte[] first) {
        super(item, offset);
        contexts.open(first, offset);
        returnsXy.require();
    }

    @Override
    int encode(byte[] records, int at, int ignored) {
        int from = at + offset;
        Point14Context before = contexts.current();
        int channel = records[from + 15] >>> 4 & 3;
        int away = channel - contexts.channel() & 3;
        Point14Context values = away == 0 ? before : contexts.switchTo(channel);
        int change = change(values, records, from);
        encodeChange(before, change, away);
        values.timeChanged = change >>> Point14Context.TIME_CHANGED_SHIFT & 1;
        encodeReturns(values, change, records[from + 14] & 0xFF);
        encodePosition(values, records, from);
        encodeKind(values, records, from);
        encodeSensor(values, change, records, from);
        // What version 3 says to the other items: the channel when it has changed, otherwise channel 0.
        return away == 0 ? 0 : channel;
    }

    /** What differs from the last record of the same channel; in the two lowest bits how the return number does. */
    private static int change(Point14Context values, byte[] records, int from) {
        int step = (records[from + 14] - values.returnNumber) & 15;
        int source = LittleEndian.unsignedShort(records, from + 20);
        boolean sameTime = LittleEndian.signedLong(records, from + 22) == values.times.last();
        boolean sameAngle = LittleEndian.signedShort(records, from + 18) == values.scanAngle;
        boolean sameReturns = (records[from + 14] >>> 4 & 15) == values.numberOfReturns;
        return (source == values.pointSource ? 0 : Point14Context.SOURCE_CHANGED)
                | (sameTime ? 0 : 1 << Point14Context.TIME_CHANGED_SHIFT)
                | (sameAngle ? 0 : Point14Context.ANGLE_CHANGED)
                | (sameReturns ? 0 : Point14Context.RETURNS_CHANGED)
                | (step == 0 ? 0 : step == 1 ? 1 : step == 15 ? 2 : 3);
    }

    /** @param away how far the channel is from that of the point before */
    private void encodeChange(Point14Context before, int change, int away) {
        ArithmeticEncoder encoder = returnsXy.encoder;
        encoder.symbol(before.changedModel(), away == 0 ? change : change | Point14Context.CHANNEL_CHANGED);
        if (away != 0) {
            encoder.symbol(before.scannerChannel, away - 1);
        }
    }

    private void encodeReturns(Point14Context values, int change, int returns) {
        ArithmeticEncoder encoder = returnsXy.encoder;
        int number = returns & 15;
        if ((change & Point14Context.RETURNS_CHANGED) != 0) {
            encoder.symbol(values.numberOfReturnsModel(), returns >>> 4);
            values.numberOfReturns = returns >>> 4;
        }
        if ((change & 3) == 3) {
            if (values.timeChanged != 0) {
                encoder.symbol(values.returnNumberModel(), number);
            } else {
                encoder.symbol(values.returnNumberSameTime, (number - values.returnNumber - 2) & 15);
            }
        }
        values.returnNumber = number;
    }

    private void encodePosition(Point14Context values, byte[] records, int from) {
        PositionState position = values.position;
        int x = LittleEndian.signedInt(records, from);
        int y = LittleEndian.signedInt(records, from + 4);
        int z = LittleEndian.signedInt(records, from + 8);
        int level = values.positionLevel();
        position.encodeXy(returnsXy.encoder, x, y, values.positionSlot(), values.single());
        heights.note(z != position.predictedZ(level));
        position.encodeZ(heights.encoder, z, level, values.single());
    }

    /** What can change at any point: classification, flags, intensity, user data. */
    private void encodeKind(Point14Context values, byte[] records, int from) {
        int classification = records[from + 16] & 0xFF;
        classifications.symbol(values.classificationModel(), values.classification, classification);
        values.classification = classification;

        int coded = Point14Context.codedFlags(records[from + 15]);
        flags.symbol(values.flagModel(), Point14Context.codedFlags(values.flags), coded);
        values.flags = records[from + 15] & 0xFF;

        int slot = values.intensitySlot();
        int intensity = LittleEndian.unsignedShort(records, from + 12);
        intensities.note(intensity != values.lastIntensity[slot]);
        values.intensities.encode(intensities.encoder, values.lastIntensity[slot], intensity, slot >>> 1);
        values.lastIntensity[slot] = intensity;
        values.intensity = intensity;

        int userData = records[from + 17] & 0xFF;
        userDatas.symbol(values.userDataModel(), values.userData, userData);
        values.userData = userData;
    }

    /** What is said to have changed: scan angle, point source, GPS time. */
    private void encodeSensor(Point14Context values, int change, byte[] records, int from) {
        if ((change & Point14Context.ANGLE_CHANGED) != 0) {
            int angle = LittleEndian.signedShort(records, from + 18);
            scanAngles.require();
            values.scanAngles.encode(scanAngles.encoder, values.scanAngle, angle, values.timeChanged);
            values.scanAngle = angle;
        }
        if ((change & Point14Context.SOURCE_CHANGED) != 0) {
            int source = LittleEndian.unsignedShort(records, from + 20);
            pointSources.require();
            values.pointSources.encode(pointSources.encoder, values.pointSource, source, 0);
            values.pointSource = source;
        }
        if (values.timeChanged != 0) {
            times.require();
            timeWriter.write(values.times, LittleEndian.signedLong(records, from + 22));
        }
    }
}
