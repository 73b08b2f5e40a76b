package dev.caravan.laz;

import dev.caravan.binary.LittleEndian;
import java.util.Arrays;
import java.util.stream.Stream;

/** What is known of one scanner channel of a layered chunk: its last record, and the models of all layers. */
final class Point14Context {
    static final int SIZE = 30;

    static final int CHANNEL_CHANGED = 64;
    static final int SOURCE_CHANGED = 32;
    static final int ANGLE_CHANGED = 8;
    static final int RETURNS_CHANGED = 4;

    /** Place of the bit that tells whether the time has changed. */
    static final int TIME_CHANGED_SHIFT = 4;

    final PositionState position = new PositionState(12);
    int intensity;
    int returnNumber;
    int numberOfReturns;

    /** With the scanner channel, as in the record. */
    int flags;

    int classification;
    int userData;
    int scanAngle;
    int pointSource;
    int timeChanged;

    /** By {@link #intensitySlot}. */
    final int[] lastIntensity = new int[8];

    private final SymbolModels changed = new SymbolModels(8, 128);
    final SymbolModel scannerChannel = SymbolModel.of(3);
    private final SymbolModels numbersOfReturns = new SymbolModels(16, 16);
    private final SymbolModels returnNumbers = new SymbolModels(16, 16);
    final SymbolModel returnNumberSameTime = SymbolModel.of(13);
    private final SymbolModels classifications = new SymbolModels(64, 256);
    private final SymbolModels flagModels = new SymbolModels(64, 64);
    private final SymbolModels userDatas = new SymbolModels(64, 256);
    final IntegerModel intensities = new IntegerModel(16, 4);
    final IntegerModel scanAngles = new IntegerModel(16, 2);
    final IntegerModel pointSources = new IntegerModel(16, 1);
    final GpsTimeState times = new GpsTimeState(false);

    /** Begins with a record of the file. */
    void start(byte[] record, int at) {
        position.x = LittleEndian.signedInt(record, at);
        position.y = LittleEndian.signedInt(record, at + 4);
        position.z = LittleEndian.signedInt(record, at + 8);
        intensity = LittleEndian.unsignedShort(record, at + 12);
        returnNumber = record[at + 14] & 15;
        numberOfReturns = record[at + 14] >>> 4 & 15;
        flags = record[at + 15] & 0xFF;
        classification = record[at + 16] & 0xFF;
        userData = record[at + 17] & 0xFF;
        scanAngle = LittleEndian.signedShort(record, at + 18);
        pointSource = LittleEndian.unsignedShort(record, at + 20);
        reset(LittleEndian.signedLong(record, at + 22));
    }

    private void reset(long time) {
        timeChanged = 0;
        position.reset(position.z);
        Arrays.fill(lastIntensity, intensity);
        scannerChannel.reset();
        returnNumberSameTime.reset();
        Stream.of(changed, numbersOfReturns, returnNumbers, classifications, flagModels, userDatas)
                .forEach(SymbolModels::reset);
        Stream.of(intensities, scanAngles, pointSources).forEach(IntegerModel::reset);
        times.reset(time);
    }

    /** Writes the record as it is now. */
    void write(byte[] record, int at) {
        LittleEndian.putInt(record, at, position.x);
        LittleEndian.putInt(record, at + 4, position.y);
        LittleEndian.putInt(record, at + 8, position.z);
        LittleEndian.putInt(record, at + 12, intensity | returnNumber << 16 | numberOfReturns << 20 | flags << 24);
        LittleEndian.putInt(record, at + 16, classification | userData << 8 | scanAngle << 16);
        LittleEndian.putShort(record, at + 20, pointSource);
        LittleEndian.putLong(record, at + 22, times.last());
    }

    /** 1 for the only return of a pulse, 0 otherwise. */
    int single() {
        return numberOfReturns == 1 ? 1 : 0;
    }

    private int first() {
        return returnNumber == 1 ? 1 : 0;
    }

    private int last() {
        return returnNumber >= numberOfReturns ? 1 : 0;
    }

    /** Whether the return is the first, the last, neither or both. */
    int place() {
        return first() << 1 | last();
    }

    int positionSlot() {
        return Returns.MAP_SIX[numberOfReturns][returnNumber] << 1 | timeChanged;
    }

    int positionLevel() {
        return Returns.level(numberOfReturns, returnNumber);
    }

    int intensitySlot() {
        return place() << 1 | timeChanged;
    }

    /** Flags as they are coded: the record's byte without the two bits of the scanner channel. */
    static int codedFlags(int flags) {
        return flags >>> 2 & 0x30 | flags & 0x0F;
    }

    SymbolModel changedModel() {
        return changed.get(first() | last() << 1 | timeChanged << 2);
    }

    SymbolModel numberOfReturnsModel() {
        return numbersOfReturns.get(numberOfReturns);
    }

    SymbolModel returnNumberModel() {
        return returnNumbers.get(returnNumber);
    }

    SymbolModel classificationModel() {
        return classifications.get((classification & 0x1F) << 1 | first() & last());
    }

    SymbolModel flagModel() {
        return flagModels.get(codedFlags(flags));
    }

    SymbolModel userDataModel() {
        return userDatas.get(userData >>> 2);
    }
}
