package dev.caravan.las;

import dev.caravan.laz.LaszipRecord;
import dev.caravan.laz.LazItem.Kind;
import java.util.ArrayList;
import java.util.List;

/** Which groups of fields a compressed point of each format is made of. */
final class LazItems {

    private LazItems() {}

    static boolean fit(PointFormat format, LaszipRecord laszip) {
        List<Kind> expected = kinds(format);
        List<Kind> found = laszip.kinds();
        if (found.equals(expected)) {
            return true;
        }
        expected.add(format.extended() ? Kind.BYTE14 : Kind.BYTE);
        return found.equals(expected);
    }

    private static List<Kind> kinds(PointFormat format) {
        List<Kind> kinds = new ArrayList<>();
        kinds.add(format.extended() ? Kind.POINT14 : Kind.POINT10);
        if (format.hasGpsTime() && !format.extended()) {
            kinds.add(Kind.GPSTIME11);
        }
        if (format.hasRgb()) {
            kinds.add(!format.extended() ? Kind.RGB12 : format.hasNir() ? Kind.RGBNIR14 : Kind.RGB14);
        }
        if (format.hasWaveform()) {
            kinds.add(format.extended() ? Kind.WAVEPACKET14 : Kind.WAVEPACKET13);
        }
        return kinds;
    }
}
