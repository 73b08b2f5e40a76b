package dev.caravan.las;

import java.util.Optional;

/**
 * Layout of a point data record (LAS 1.4 R15, section 2.6); extra bytes follow it.
 *
 * @param number 0 to 10
 * @param size bytes without extra bytes
 * @param gpsTimeAt position of the GPS time, or -1 where the format has none; likewise the others
 */
public record PointFormat(int number, int size, int gpsTimeAt, int rgbAt, int nirAt, int waveformAt) {
    private static final PointFormat[] ALL = {
        new PointFormat(0, 20, -1, -1, -1, -1),
        new PointFormat(1, 28, 20, -1, -1, -1),
        new PointFormat(2, 26, -1, 20, -1, -1),
        new PointFormat(3, 34, 20, 28, -1, -1),
        new PointFormat(4, 57, 20, -1, -1, 28),
        new PointFormat(5, 63, 20, 28, -1, 34),
        new PointFormat(6, 30, 22, -1, -1, -1),
        new PointFormat(7, 36, 22, 30, -1, -1),
        new PointFormat(8, 38, 22, 30, 36, -1),
        new PointFormat(9, 59, 22, -1, -1, 30),
        new PointFormat(10, 67, 22, 30, 36, 38),
    };

    public static Optional<PointFormat> of(int number) {
        return number < 0 || number >= ALL.length ? Optional.empty() : Optional.of(ALL[number]);
    }

    public static PointFormat require(int number) {
        return of(number).orElseThrow(() -> new IllegalArgumentException("there is no point format " + number));
    }

    /** Formats 6 to 10: four bits a return number, classes up to 255, fine scan angles. */
    public boolean extended() {
        return number >= 6;
    }

    public boolean hasGpsTime() {
        return gpsTimeAt >= 0;
    }

    public boolean hasRgb() {
        return rgbAt >= 0;
    }

    public boolean hasNir() {
        return nirAt >= 0;
    }

    public boolean hasWaveform() {
        return waveformAt >= 0;
    }
}
