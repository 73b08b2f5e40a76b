package dev.caravan.laz;

import org.jspecify.annotations.Nullable;

/** The nine streams of a POINT14 item; a null one is empty. */
record Point14Layers(
        ArithmeticDecoder returnsXy,
        @Nullable ArithmeticDecoder z,
        @Nullable ArithmeticDecoder classification,
        @Nullable ArithmeticDecoder flags,
        @Nullable ArithmeticDecoder intensity,
        @Nullable ArithmeticDecoder scanAngle,
        @Nullable ArithmeticDecoder userData,
        @Nullable ArithmeticDecoder pointSource,
        @Nullable ArithmeticDecoder gpsTime) {

    static final int COUNT = 9;

    static Point14Layers open(ByteInput[] layers, int from) {
        return new Point14Layers(
                new ArithmeticDecoder(layers[from]),
                LayeredItem.open(layers[from + 1]),
                LayeredItem.open(layers[from + 2]),
                LayeredItem.open(layers[from + 3]),
                LayeredItem.open(layers[from + 4]),
                LayeredItem.open(layers[from + 5]),
                LayeredItem.open(layers[from + 6]),
                LayeredItem.open(layers[from + 7]),
                LayeredItem.open(layers[from + 8]));
    }
}
