package dev.caravan.laz;

import dev.caravan.binary.LittleEndian;

/** The counterpart of {@link Point10Decoder}. */
final class Point10Encoder extends ItemEncoder {
    private final ArithmeticEncoder encoder;
    private final Point10State point = new Point10State();

    Point10Encoder(ArithmeticEncoder encoder, int offset, byte[] first) {
        super(offset);
        this.encoder = encoder;
        point.start(first, offset);
    }

    @Override
    void encode(byte[] records, int at) {
        int from = at + offset;
        int newFlags = records[from + 14] & 0xFF;
        SymbolModel flagModel = point.flagModel();
        boolean flagsChanged = newFlags != point.flags;
        point.flags = newFlags;
        int context = point.returnsContext();
        int change = change(records, from, context);
        encoder.symbol(point.changed, flagsChanged ? change | Point10State.FLAGS_CHANGED : change);
        if (flagsChanged) {
            encoder.symbol(flagModel, newFlags);
        }
        encodeChanged(records, from, change, context);
        encodePosition(records, from, context);
    }

    /** What differs from the last record, but for the flags. */
    private int change(byte[] records, int from, int context) {
        int intensity = LittleEndian.unsignedShort(records, from + 12);
        int source = LittleEndian.unsignedShort(records, from + 18);
        return (intensity != point.lastIntensity[context] ? Point10State.INTENSITY_CHANGED : 0)
                | ((records[from + 15] & 0xFF) != point.classification ? Point10State.CLASSIFICATION_CHANGED : 0)
                | (records[from + 16] != point.scanAngle ? Point10State.SCAN_ANGLE_CHANGED : 0)
                | ((records[from + 17] & 0xFF) != point.userData ? Point10State.USER_DATA_CHANGED : 0)
                | (source != point.pointSource ? Point10State.POINT_SOURCE_CHANGED : 0);
    }

    private void encodeChanged(byte[] records, int from, int change, int context) {
        if ((change & Point10State.INTENSITY_CHANGED) != 0) {
            int intensity = LittleEndian.unsignedShort(records, from + 12);
            point.intensities.encode(encoder, point.lastIntensity[context], intensity, Math.min(context, 3));
            point.lastIntensity[context] = intensity;
        }
        if ((change & Point10State.CLASSIFICATION_CHANGED) != 0) {
            int classification = records[from + 15] & 0xFF;
            encoder.symbol(point.classificationModel(), classification);
            point.classification = classification;
        }
        if ((change & Point10State.SCAN_ANGLE_CHANGED) != 0) {
            encoder.symbol(point.scanAngleModel(), (records[from + 16] - point.scanAngle) & 0xFF);
            point.scanAngle = records[from + 16];
        }
        if ((change & Point10State.USER_DATA_CHANGED) != 0) {
            int userData = records[from + 17] & 0xFF;
            encoder.symbol(point.userDataModel(), userData);
            point.userData = userData;
        }
        if ((change & Point10State.POINT_SOURCE_CHANGED) != 0) {
            int source = LittleEndian.unsignedShort(records, from + 18);
            point.pointSources.encode(encoder, point.pointSource, source, 0);
            point.pointSource = source;
        }
    }

    private void encodePosition(byte[] records, int from, int context) {
        PositionState position = point.position;
        int x = LittleEndian.signedInt(records, from);
        int y = LittleEndian.signedInt(records, from + 4);
        int single = point.single();
        position.encodeXy(encoder, x, y, context, single);
        position.encodeZ(encoder, LittleEndian.signedInt(records, from + 8), point.returnsLevel(), single);
    }
}
