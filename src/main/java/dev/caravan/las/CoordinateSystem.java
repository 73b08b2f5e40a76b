package dev.caravan.las;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.caravan.binary.LittleEndian;
import dev.caravan.las.raw.RawVlr;
import java.util.List;

/** The coordinate reference system that a file names, as viewers take it: WKT or `EPSG:…`. */
final class CoordinateSystem {
    private static final String USER_ID = "LASF_Projection";
    private static final int WKT = 2112;
    private static final int GEO_KEYS = 34735;
    private static final int PROJECTED = 3072;
    private static final int GEOGRAPHIC = 2048;
    /** Codes beyond are 'user defined', reserved or private. */
    private static final int LAST_EPSG = 32766;

    private static final int FIRST_EPSG = 1024;

    private CoordinateSystem() {}

    static String of(List<RawVlr> records) {
        for (RawVlr record : records) {
            if (record.is(USER_ID, WKT)) {
                String wkt = text(record.data());
                if (!wkt.isEmpty()) {
                    return wkt;
                }
            }
        }
        for (RawVlr record : records) {
            if (record.is(USER_ID, GEO_KEYS)) {
                return epsg(record.data());
            }
        }
        return "";
    }

    private static String text(byte[] data) {
        String text = new String(data, UTF_8);
        int end = text.indexOf('\0');
        return (end < 0 ? text : text.substring(0, end)).strip();
    }

    private static String epsg(byte[] keys) {
        int projected = value(keys, PROJECTED);
        int code = projected > 0 ? projected : value(keys, GEOGRAPHIC);
        return code > 0 ? "EPSG:" + code : "";
    }

    /** Value of a key that is stored in the directory itself; 0 when it is not there, or the user's own. */
    private static int value(byte[] keys, int wanted) {
        for (int at = 8; at + 8 <= keys.length; at += 8) {
            boolean inDirectory = LittleEndian.unsignedShort(keys, at + 2) == 0;
            if (LittleEndian.unsignedShort(keys, at) == wanted && inDirectory) {
                int value = LittleEndian.unsignedShort(keys, at + 6);
                return value < FIRST_EPSG || value > LAST_EPSG ? 0 : value;
            }
        }
        return 0;
    }
}
