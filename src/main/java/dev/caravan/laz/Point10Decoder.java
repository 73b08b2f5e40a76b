package dev.caravan.laz;

/** The 20 bytes that begin a record of point formats 0 to 5, version 2. */
final class Point10Decoder extends ItemDecoder {
    private final ArithmeticDecoder decoder;
    private final Point10State state = new Point10State();

    Point10Decoder(ArithmeticDecoder decoder, int offset) {
        super(offset);
        this.decoder = decoder;
    }

    @Override
    void open(byte[] first) {
        state.start(first, offset);
    }

    @Override
    void decode(byte[] records, int at) {
        Point10State point = state;
        int change = decoder.symbol(point.changed);
        if ((change & Point10State.FLAGS_CHANGED) != 0) {
            point.flags = decoder.symbol(point.flagModel());
        }
        int context = point.returnsContext();
        if (change != 0) {
            decodeChanged(point, change, context);
        }
        int single = point.single();
        point.position.decodeXy(decoder, context, single);
        point.position.decodeZ(decoder, point.returnsLevel(), single);
        point.write(records, at + offset);
    }

    private void decodeChanged(Point10State point, int change, int context) {
        if ((change & Point10State.INTENSITY_CHANGED) != 0) {
            point.lastIntensity[context] =
                    point.intensities.decode(decoder, point.lastIntensity[context], Math.min(context, 3));
        }
        point.intensity = point.lastIntensity[context];
        if ((change & Point10State.CLASSIFICATION_CHANGED) != 0) {
            point.classification = decoder.symbol(point.classificationModel());
        }
        if ((change & Point10State.SCAN_ANGLE_CHANGED) != 0) {
            point.scanAngle += decoder.symbol(point.scanAngleModel());
        }
        if ((change & Point10State.USER_DATA_CHANGED) != 0) {
            point.userData = decoder.symbol(point.userDataModel());
        }
        if ((change & Point10State.POINT_SOURCE_CHANGED) != 0) {
            point.pointSource = point.pointSources.decode(decoder, point.pointSource, 0);
        }
    }
}
