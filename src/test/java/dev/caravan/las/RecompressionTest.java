package dev.caravan.las;

import static dev.caravan.support.LasFiles.aLasFile;
import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.binary.LittleEndian;
import dev.caravan.las.raw.RawVlr;
import dev.caravan.support.LasFiles;
import dev.caravan.support.RealData;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** LAS that was compressed and decompressed is the same file, byte for byte. */
class RecompressionTest {
    private static final int HEADER = 375;

    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void lasComesBackByteForByte(int format) throws IOException {
        Path las = aLasFile()
                .version(4)
                .pointFormat(format)
                .withExtraBytes("height", NumberType.FLOAT)
                .withVlr("LASF_Projection", 34735, new byte[40])
                .withVlr("somebody", 7, new byte[] {1, 2, 3})
                .withRandomPoints(3000)
                .writeTo(directory.resolve("a.las"));

        assertThat(decompressed(compressed(las))).hasSameBinaryContentAs(las);
    }

    @Test
    void recordsBehindThePointsAndBytesBeforeThemAreKept() throws IOException {
        Path las = withWaveformsAndGap(aLasFile().pointFormat(9).withRandomPoints(100));

        Path laz = compressed(las);

        LasFile read = LasFile.open(laz);
        assertThat(read.records()).extracting(RawVlr::userId).contains("somebody", "LASF_Spec", "last");
        assertThat(read.raw().evlrCount()).isEqualTo(2);
        assertThat(read.raw().waveformStart()).isEqualTo(read.raw().evlrStart());
        assertThat(LasComparison.firstDifference(LasFile.open(las), read, done -> {}))
                .isEmpty();
        assertThat(decompressed(laz)).hasSameBinaryContentAs(las);
    }

    @Test
    void waveformsThatNoCountTellsOf() throws IOException {
        Path las = aLasFile().version(3).pointFormat(4).withRandomPoints(100).writeTo(directory.resolve("a.las"));
        byte[] bytes = Files.readAllBytes(las);
        LittleEndian.putLong(bytes, 227, bytes.length);
        Files.write(las, join(bytes, waveforms().toExtendedBytes()));

        Path laz = compressed(las);

        assertThat(LasFile.open(laz).raw().waveformStart())
                .isEqualTo(Files.size(laz) - waveforms().toExtendedBytes().length);
        assertThat(decompressed(laz)).hasSameBinaryContentAs(las);
    }

    @Test
    void whatIsCompressedTwiceIsTheSame() throws IOException {
        Path once = compressed(aLasFile().withRandomPoints(1000).writeTo(directory.resolve("a.las")));

        Path twice = directory.resolve("twice.laz");
        Recompression.write(LasFile.open(once), twice, true, done -> {});

        assertThat(twice).hasSameBinaryContentAs(once);
    }

    @Test
    void aSpatialIndexIsLeftOutAndSaid() throws IOException {
        Path copc = aLasFile()
                .pointFormat(6)
                .withVlr("copc", 1, new byte[160])
                .withRandomPoints(10)
                .writeTo(directory.resolve("a.las"));
        Path laz = directory.resolve("a.laz");

        List<String> warnings = Recompression.write(LasFile.open(copc), laz, true, done -> {});

        assertThat(warnings).singleElement().asString().contains("COPC");
        assertThat(LasFile.open(laz).records()).extracting(RawVlr::userId).containsExactly("laszip encoded");
    }

    @Test
    void differencesAreFound() throws IOException {
        LasFile file =
                LasFile.open(withWaveformsAndGap(aLasFile().pointFormat(6).withRandomPoints(5000)));
        byte[] bytes = Files.readAllBytes(file.path());
        int points = (int) file.header().pointDataOffset();

        assertThat(differenceAt(bytes, 30, file)).isEqualTo("byte 30 of the header differs");
        assertThat(differenceAt(bytes, HEADER + 55, file)).isEqualTo("the variable length records differ");
        assertThat(differenceAt(bytes, points - 1, file)).contains("between the variable length records");
        assertThat(differenceAt(bytes, points + 30 * 4321 + 7, file)).isEqualTo("point 4321 differs");
        assertThat(differenceAt(bytes, bytes.length - 1, file)).isEqualTo("what lies behind the points differs");
    }

    private String differenceAt(byte[] bytes, int at, LasFile file) throws IOException {
        byte[] changed = bytes.clone();
        changed[at]++;
        Path path = Files.write(directory.resolve("changed.las"), changed);
        return LasComparison.firstDifference(file, LasFile.open(path), done -> {})
                .orElse("none");
    }

    @Test
    void realFilesLoseNothing() throws IOException {
        for (Path path : RealData.files("good")) {
            LasFile source = LasFile.open(path);
            Path laz = compressed(path);

            assertThat(LasComparison.firstDifference(source, LasFile.open(laz), done -> {}))
                    .as(path.toString())
                    .isEmpty();
            if (source.laszip() == null) {
                assertThat(decompressed(laz)).hasSameBinaryContentAs(path);
            }
        }
    }

    private Path compressed(Path source) throws IOException {
        Path laz = directory.resolve("compressed.laz");
        Recompression.write(LasFile.open(source), laz, true, done -> {});
        assertThat(LasFile.open(laz).laszip()).isNotNull();
        return laz;
    }

    private Path decompressed(Path source) throws IOException {
        Path las = directory.resolve("decompressed.las");
        Recompression.write(LasFile.open(source), las, false, done -> {});
        return las;
    }

    /** LAS 1.4 with two unnamed bytes before the points, and behind them waveforms and another extended record. */
    private Path withWaveformsAndGap(LasFiles las) throws IOException {
        Path path = las.withVlr("somebody", 7, new byte[] {1, 2, 3}).writeTo(directory.resolve("a.las"));
        byte[] bytes = Files.readAllBytes(path);
        int points = (int) LasFile.open(path).header().pointDataOffset();
        LittleEndian.putInt(bytes, 96, points + 2);
        LittleEndian.putLong(bytes, 227, bytes.length + 2);
        LittleEndian.putLong(bytes, 235, bytes.length + 2);
        LittleEndian.putInt(bytes, 243, 2);
        byte[] last = new RawVlr(0, "last", 8, "", new byte[] {4, 5, 6}).toExtendedBytes();
        return Files.write(
                path,
                join(
                        Arrays.copyOf(bytes, points),
                        new byte[] {(byte) 0xDD, (byte) 0xCC},
                        Arrays.copyOfRange(bytes, points, bytes.length),
                        waveforms().toExtendedBytes(),
                        last));
    }

    private static RawVlr waveforms() {
        return new RawVlr(0, "LASF_Spec", 65535, "waveforms", new byte[777]);
    }

    private static byte[] join(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }
}
