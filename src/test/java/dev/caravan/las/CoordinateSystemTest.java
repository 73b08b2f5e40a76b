package dev.caravan.las;

import static dev.caravan.support.LasFiles.aLasFile;
import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.binary.LittleEndian;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CoordinateSystemTest {
    @TempDir
    private Path directory;

    @Test
    void geoKeysNameAnEpsgCode() throws IOException {
        assertThat(projection("LASF_Projection", 34735, geoKeys(3072, 25832))).isEqualTo("EPSG:25832");
    }

    @Test
    void userDefinedCodesAreNoCodes() throws IOException {
        assertThat(projection("LASF_Projection", 34735, geoKeys(3072, 32767))).isEmpty();
        assertThat(projection("LASF_Projection", 34735, geoKeys(3072, 65535))).isEmpty();
    }

    @Test
    void wktIsTakenAsItIs() throws IOException {
        byte[] wkt = "PROJCS[\"RGF93 / Lambert-93\"]\0\0".getBytes(StandardCharsets.UTF_8);

        assertThat(projection("LASF_Projection", 2112, wkt)).isEqualTo("PROJCS[\"RGF93 / Lambert-93\"]");
    }

    @Test
    void emptyRecordsSayNothing() throws IOException {
        assertThat(projection("LASF_Projection", 34735, new byte[0])).isEmpty();
        assertThat(projection("LASF_Projection", 2112, new byte[0])).isEmpty();
    }

    private String projection(String user, int record, byte[] data) throws IOException {
        Path file = aLasFile().withVlr(user, record, data).withRandomPoints(1).writeTo(directory.resolve("a.las"));
        return LasFile.open(file).projection();
    }

    private static byte[] geoKeys(int key, int value) {
        byte[] keys = new byte[16];
        LittleEndian.putShort(keys, 0, 1);
        LittleEndian.putShort(keys, 6, 1);
        LittleEndian.putShort(keys, 8, key);
        LittleEndian.putShort(keys, 12, 1);
        LittleEndian.putShort(keys, 14, value);
        return keys;
    }
}
