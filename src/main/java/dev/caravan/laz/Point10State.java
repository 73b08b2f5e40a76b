package dev.caravan.laz;

import dev.caravan.binary.LittleEndian;
import java.util.Arrays;
import java.util.stream.Stream;

/** The last of the points of formats 0 to 5, and the models of what changes from one to the next (version 2). */
final class Point10State {
    static final int SIZE = 20;

    static final int FLAGS_CHANGED = 32;
    static final int INTENSITY_CHANGED = 16;
    static final int CLASSIFICATION_CHANGED = 8;
    static final int SCAN_ANGLE_CHANGED = 4;
    static final int USER_DATA_CHANGED = 2;
    static final int POINT_SOURCE_CHANGED = 1;

    final PositionState position = new PositionState(16);
    int intensity;

    /** Return number, number of returns, scan direction, edge of flight line. */
    int flags;

    int classification;
    int scanAngle;
    int userData;
    int pointSource;

    /** By {@link #returnsContext}. */
    final int[] lastIntensity = new int[16];

    final SymbolModel changed = SymbolModel.of(64);
    private final SymbolModels flagModels = new SymbolModels(256, 256);
    private final SymbolModels classifications = new SymbolModels(256, 256);
    private final SymbolModels scanAngles = new SymbolModels(2, 256);
    private final SymbolModels userDatas = new SymbolModels(256, 256);
    final IntegerModel intensities = new IntegerModel(16, 4);
    final IntegerModel pointSources = new IntegerModel(16, 1);

    void start(byte[] record, int at) {
        position.x = LittleEndian.signedInt(record, at);
        position.y = LittleEndian.signedInt(record, at + 4);
        intensity = 0;
        flags = record[at + 14] & 0xFF;
        classification = record[at + 15] & 0xFF;
        scanAngle = record[at + 16];
        userData = record[at + 17] & 0xFF;
        pointSource = LittleEndian.unsignedShort(record, at + 18);
        position.reset(0);
        Arrays.fill(lastIntensity, 0);
        changed.reset();
        Stream.of(flagModels, classifications, scanAngles, userDatas).forEach(SymbolModels::reset);
        Stream.of(intensities, pointSources).forEach(IntegerModel::reset);
    }

    void write(byte[] record, int at) {
        LittleEndian.putInt(record, at, position.x);
        LittleEndian.putInt(record, at + 4, position.y);
        LittleEndian.putInt(record, at + 8, position.z);
        LittleEndian.putInt(record, at + 12, intensity | flags << 16 | classification << 24);
        LittleEndian.putInt(record, at + 16, scanAngle & 0xFF | userData << 8 | pointSource << 16);
    }

    /** The kind of return, by its number and the number of returns. */
    int returnsContext() {
        return Returns.MAP[flags >>> 3 & 7][flags & 7];
    }

    int returnsLevel() {
        return Returns.level(flags >>> 3 & 7, flags & 7);
    }

    /** 1 for the only return of a pulse, 0 otherwise. */
    int single() {
        return (flags >>> 3 & 7) == 1 ? 1 : 0;
    }

    SymbolModel flagModel() {
        return flagModels.get(flags);
    }

    SymbolModel classificationModel() {
        return classifications.get(classification);
    }

    SymbolModel scanAngleModel() {
        return scanAngles.get(flags >>> 6 & 1);
    }

    SymbolModel userDataModel() {
        return userDatas.get(userData);
    }
}
