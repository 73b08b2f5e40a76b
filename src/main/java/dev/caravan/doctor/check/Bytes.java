package dev.caravan.doctor.check;

import java.util.Locale;

/** Sizes in words for people. */
final class Bytes {
    private static final double KILO = 1000;
    private static final String[] UNITS = {"bytes", "kB", "MB", "GB", "TB", "PB", "EB"};

    private Bytes() {}

    /** Such as `1.5 GB`. */
    static String words(long bytes) {
        double value = bytes;
        int unit = 0;
        while (value >= KILO && unit < UNITS.length - 1) {
            value /= KILO;
            unit++;
        }
        return unit == 0 ? bytes + " bytes" : String.format(Locale.ROOT, "%.1f %s", value, UNITS[unit]);
    }
}
