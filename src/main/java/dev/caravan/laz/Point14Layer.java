package dev.caravan.laz;

/** The streams of a POINT14 item, in the file's order. */
enum Point14Layer {
    RETURNS_XY,
    Z,
    CLASSIFICATION,
    FLAGS,
    INTENSITY,
    SCAN_ANGLE,
    USER_DATA,
    POINT_SOURCE,
    GPS_TIME;

    static final int COUNT = values().length;

    <T> T of(T[] layers) {
        return layers[ordinal()];
    }
}
