package dev.caravan.laz;

import dev.caravan.binary.LittleEndian;
import java.util.Arrays;
import java.util.stream.Stream;

/** What is known of one scanner channel of a layered chunk: its last record, and the models of all layers. */
final class Point14Context {
    int x;
    int y;
    int z;
    int intensity;
    int returnNumber;
    int numberOfReturns;
    /** With the scanner channel, as in the record. */
    int flags;

    int classification;
    int userData;
    int scanAngle;
    int pointSource;
    long time;
    int timeChanged;

    final SymbolModels changed = new SymbolModels(8, 128);
    final SymbolModel scannerChannel = SymbolModel.of(3);
    final SymbolModels numbersOfReturns = new SymbolModels(16, 16);
    final SymbolModels returnNumbers = new SymbolModels(16, 16);
    final SymbolModel returnNumberSameTime = SymbolModel.of(13);
    final StreamingMedian dxMedian = new StreamingMedian(12);
    final StreamingMedian dyMedian = new StreamingMedian(12);
    final int[] lastZ = new int[8];
    final int[] lastIntensity = new int[8];
    final SymbolModels classifications = new SymbolModels(64, 256);
    final SymbolModels flagModels = new SymbolModels(64, 64);
    final SymbolModels userDatas = new SymbolModels(64, 256);
    final IntegerDecoder dx;
    final IntegerDecoder dy;
    final IntegerDecoder heights;
    final IntegerDecoder intensities;
    final IntegerDecoder scanAngles;
    final IntegerDecoder pointSources;
    final GpsTimeState times;

    Point14Context(ArithmeticDecoder[] layers) {
        dx = new IntegerDecoder(Point14Layer.RETURNS_XY.of(layers), 32, 2);
        dy = new IntegerDecoder(Point14Layer.RETURNS_XY.of(layers), 32, 22);
        heights = new IntegerDecoder(Point14Layer.Z.of(layers), 32, 20);
        intensities = new IntegerDecoder(Point14Layer.INTENSITY.of(layers), 16, 4);
        scanAngles = new IntegerDecoder(Point14Layer.SCAN_ANGLE.of(layers), 16, 2);
        pointSources = new IntegerDecoder(Point14Layer.POINT_SOURCE.of(layers), 16, 1);
        times = new GpsTimeState(Point14Layer.GPS_TIME.of(layers), false);
    }

    /** Begins with a record of the file. */
    void start(byte[] record, int at) {
        x = LittleEndian.signedInt(record, at);
        y = LittleEndian.signedInt(record, at + 4);
        z = LittleEndian.signedInt(record, at + 8);
        intensity = LittleEndian.unsignedShort(record, at + 12);
        returnNumber = record[at + 14] & 15;
        numberOfReturns = record[at + 14] >>> 4 & 15;
        flags = record[at + 15] & 0xFF;
        classification = record[at + 16] & 0xFF;
        userData = record[at + 17] & 0xFF;
        scanAngle = LittleEndian.signedShort(record, at + 18);
        pointSource = LittleEndian.unsignedShort(record, at + 20);
        time = LittleEndian.signedLong(record, at + 22);
        reset();
    }

    private void reset() {
        timeChanged = 0;
        Arrays.fill(lastZ, z);
        Arrays.fill(lastIntensity, intensity);
        scannerChannel.reset();
        returnNumberSameTime.reset();
        dxMedian.reset();
        dyMedian.reset();
        Stream.of(changed, numbersOfReturns, returnNumbers, classifications, flagModels, userDatas)
                .forEach(SymbolModels::reset);
        Stream.of(dx, dy, heights, intensities, scanAngles, pointSources).forEach(IntegerDecoder::reset);
        times.reset(time);
    }

    /** Writes the record as it is now. */
    void write(byte[] record, int at) {
        LittleEndian.putInt(record, at, x);
        LittleEndian.putInt(record, at + 4, y);
        LittleEndian.putInt(record, at + 8, z);
        LittleEndian.putInt(record, at + 12, intensity | returnNumber << 16 | numberOfReturns << 20 | flags << 24);
        LittleEndian.putInt(record, at + 16, classification | userData << 8 | scanAngle << 16);
        LittleEndian.putShort(record, at + 20, pointSource);
        LittleEndian.putLong(record, at + 22, time);
    }
}
