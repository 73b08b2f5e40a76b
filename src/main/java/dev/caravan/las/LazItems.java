package dev.caravan.las;

import dev.caravan.las.raw.RawVlr;
import dev.caravan.laz.LaszipRecord;
import dev.caravan.laz.LazItem;
import dev.caravan.laz.LazItem.Kind;
import java.util.ArrayList;
import java.util.List;

/** Which groups of fields a compressed point of each format is made of. */
final class LazItems {
    /** Set in the header's point format when the points are compressed. */
    static final int COMPRESSED_BIT = 0x80;

    private LazItems() {}

    /** The items of records that are to be compressed. */
    static List<LazItem> of(PointFormat format, int recordLength) {
        int extraBytes = recordLength - format.size();
        List<Kind> kinds = kinds(format);
        if (extraBytes > 0) {
            kinds.add(extraKind(format));
        }
        return kinds.stream().map(kind -> LazItem.written(kind, extraBytes)).toList();
    }

    static RawVlr vlr(LaszipRecord laszip) {
        return new RawVlr(0, LaszipRecord.USER_ID, LaszipRecord.RECORD_ID, "Caravan", laszip.toBytes());
    }

    static boolean fit(PointFormat format, LaszipRecord laszip) {
        List<Kind> expected = kinds(format);
        List<Kind> found = laszip.kinds();
        if (found.equals(expected)) {
            return true;
        }
        expected.add(extraKind(format));
        return found.equals(expected);
    }

    private static Kind extraKind(PointFormat format) {
        return format.extended() ? Kind.BYTE14 : Kind.BYTE;
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
