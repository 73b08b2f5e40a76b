package dev.caravan.proof;

import static dev.caravan.support.LasFiles.aLasFile;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.caravan.binary.LittleEndian;
import dev.caravan.converter.BadInputException;
import dev.caravan.converter.ConversionProgress;
import dev.caravan.converter.ConversionReport;
import dev.caravan.converter.ConversionRequest;
import dev.caravan.converter.builtin.BuiltInConverter;
import dev.caravan.las.raw.RawVlr;
import dev.caravan.potree.OctreeVerifier;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Files whose header says something else than the rest of them: helped and said so, or refused for that reason. */
class DegenerateFileTest {
    private static final int POINTS = 200;
    private static final int RECORD = 34;

    @TempDir
    private Path directory;

    /** LAS 1.4 with point format 3, an unknown variable length record before the points, and an extended one after them. */
    private byte[] valid() throws IOException {
        byte[] las = Files.readAllBytes(aLasFile()
                .version(4)
                .withVlr("somebody", 42, new byte[] {1, 2, 3, 4, 5})
                .withRandomPoints(POINTS)
                .writeTo(directory.resolve("valid.las")));
        byte[] evlr = new RawVlr(0, "somebody else", 7, "", "text".getBytes(StandardCharsets.UTF_8)).toExtendedBytes();
        byte[] both = Arrays.copyOf(las, las.length + evlr.length);
        System.arraycopy(evlr, 0, both, las.length, evlr.length);
        LittleEndian.putLong(both, 235, las.length);
        LittleEndian.putInt(both, 243, 1);
        return both;
    }

    static Stream<Arguments> helped() {
        return Stream.of(
                helped("nothing wrong", b -> {}),
                helped("legacy counts zero", b -> Arrays.fill(b, 107, 131, (byte) 0)),
                helped("legacy count another", b -> LittleEndian.putInt(b, 107, 5), "200", "5"),
                helped("only the legacy count", b -> LittleEndian.putLong(b, 247, 0)),
                helped("64-bit count impossible", b -> LittleEndian.putLong(b, 247, -1), "count"),
                helped("counts by return all ones", b -> Arrays.fill(b, 255, 375, (byte) -1)),
                helped("global encoding odd", b -> LittleEndian.putShort(b, 6, 0xFFFF)),
                helped("no identifiers", b -> Arrays.fill(b, 26, 94, (byte) 0xFF)),
                helped("box swapped", DegenerateFileTest::swapBox, "bounding box"),
                helped("box of zeros", b -> Arrays.fill(b, 179, 227, (byte) 0), "bounding box"),
                helped("box of NaN", b -> LittleEndian.putDouble(b, 187, Double.NaN), "bounding box"),
                helped("box infinite", b -> LittleEndian.putDouble(b, 179, 1 / 0.0), "bounding box"),
                helped("box too small", b -> LittleEndian.putDouble(b, 179, 500_001), "bounding box"),
                helped("box too large", b -> LittleEndian.putDouble(b, 179, 900_000), "bounding box"),
                helped("box at the ends of doubles", b -> LittleEndian.putDouble(b, 179, 1e308), "bounding box"),
                helped("more VLRs than there are", b -> LittleEndian.putInt(b, 100, 3), "variable length records"),
                helped("no VLRs but room", b -> LittleEndian.putInt(b, 100, 0)),
                helped("VLR beyond the points", b -> LittleEndian.putShort(b, 375 + 20, 60_000), "records"),
                helped("EVLRs before the points", b -> LittleEndian.putLong(b, 235, 10), "extended"),
                helped("EVLRs beyond the file", b -> LittleEndian.putLong(b, 235, 1 << 30), "extended"),
                helped("EVLR longer than the file", b -> LittleEndian.putLong(b, b.length - 44, 1L << 40), "extended"),
                helped("EVLR of negative length", b -> LittleEndian.putLong(b, b.length - 44, -1), "extended"),
                helped("waveforms nowhere", b -> LittleEndian.putLong(b, 227, -5)));
    }

    private static Arguments helped(String name, Consumer<byte[]> change, String... words) {
        return Arguments.of(name, change, List.of(words));
    }

    private static void swapBox(byte[] b) {
        for (int at = 179; at < 227; at += 16) {
            double high = LittleEndian.doubleAt(b, at);
            LittleEndian.putDouble(b, at, LittleEndian.doubleAt(b, at + 8));
            LittleEndian.putDouble(b, at + 8, high);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("helped")
    void isHelpedAndSaid(String name, Consumer<byte[]> change, List<String> words) throws IOException {
        byte[] bytes = valid();
        change.accept(bytes);
        Path file = Files.write(directory.resolve("helped.las"), bytes);
        Path octree = directory.resolve("octree");

        ConversionReport report = BuiltInConverter.convert(ConversionRequest.of(octree, file), ConversionProgress.NONE);

        assertThat(report.pointsWritten()).isEqualTo(POINTS);
        assertThat(OctreeProof.faults(octree, List.of(file), OctreeProof.mayBeLost()))
                .isEmpty();
        assertThat(report.warnings().isEmpty()).as(report.warnings().toString()).isEqualTo(words.isEmpty());
        assertThat(report.warnings()).allMatch(warning -> warning.contains(file.toString()));
        words.forEach(word -> assertThat(String.join("\n", report.warnings())).contains(word));
    }

    static Stream<Arguments> refused() {
        return Stream.of(
                refused("count too large", b -> counts(b, POINTS + 100), "truncated", "300 points"),
                refused("no points", b -> counts(b, 0), "'number of point records' is 0"),
                refused("scale zero", b -> LittleEndian.putDouble(b, 131, 0), "byte 131", "X scale factor"),
                refused("scale negative", b -> LittleEndian.putDouble(b, 139, -0.01), "byte 139", "Y scale factor"),
                refused("scale NaN", b -> LittleEndian.putDouble(b, 147, Double.NaN), "byte 147", "Z scale factor"),
                refused("scale not normal", b -> LittleEndian.putDouble(b, 131, 1e-320), "byte 131"),
                refused("scale beyond floats", b -> LittleEndian.putDouble(b, 131, 1e300), "byte 131"),
                refused("offset NaN", b -> LittleEndian.putDouble(b, 163, Double.NaN), "byte 163", "Y offset"),
                refused("offset infinite", b -> LittleEndian.putDouble(b, 155, -1 / 0.0), "byte 155", "X offset"),
                refused("record too short", b -> LittleEndian.putShort(b, 105, RECORD - 1), "byte 105"),
                refused("record of no bytes", b -> LittleEndian.putShort(b, 105, 0), "byte 105"),
                refused("record too long", b -> LittleEndian.putShort(b, 105, RECORD + 9), "truncated"),
                refused("format too long for the record", b -> b[104] = 5, "byte 105"),
                refused("points in the header", b -> LittleEndian.putInt(b, 96, 100), "byte 96"),
                refused("points beyond the file", b -> LittleEndian.putInt(b, 96, 1 << 30), "byte 96"),
                refused("points at the end", b -> LittleEndian.putInt(b, 96, b.length), "truncated"),
                refused("header too long", b -> LittleEndian.putShort(b, 94, 65_535), "byte 94"),
                refused("header of an older version", b -> LittleEndian.putShort(b, 94, 227), "byte 94"),
                refused("too many VLRs", b -> LittleEndian.putInt(b, 100, -1), "byte 100"),
                refused("version of tomorrow", b -> b[25] = 6, "byte 24"),
                refused("compressed by its format", b -> b[104] |= (byte) 0x80, "byte 104"));
    }

    private static Arguments refused(String name, Consumer<byte[]> change, String... words) {
        return Arguments.of(name, change, List.of(words));
    }

    private static void counts(byte[] b, int points) {
        LittleEndian.putInt(b, 107, points);
        LittleEndian.putLong(b, 247, points);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refused")
    void isRefusedForThatReason(String name, Consumer<byte[]> change, List<String> words) throws IOException {
        byte[] bytes = valid();
        change.accept(bytes);
        assertRefused(bytes, words.toArray(String[]::new));
    }

    private void assertRefused(byte[] bytes, String... words) throws IOException {
        Path file = Files.write(directory.resolve("refused.las"), bytes);
        Path octree = directory.resolve("octree");

        assertThatThrownBy(() -> BuiltInConverter.convert(ConversionRequest.of(octree, file), ConversionProgress.NONE))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining(file.toString())
                .satisfies(refusal ->
                        List.of(words).forEach(word -> assertThat(refusal).hasMessageContaining(word)));
        assertThat(octree).doesNotExist();
    }

    /** In the header, in a record, between the points, in the last point: all but what follows the points is needed. */
    @Test
    void cutOffAnywhereItIsRefused() throws IOException {
        byte[] valid = valid();
        int points = (int) LittleEndian.unsignedInt(valid, 96);
        int end = points + POINTS * RECORD;
        for (int cut : new int[] {0, 3, 4, 100, 226, 227, 374, 375, 400, points - 1, points, points + 1, end - 1}) {
            assertRefused(Arrays.copyOf(valid, cut));
        }
        for (int cut : new int[] {end, end + 1, end + 59, valid.length - 1}) {
            Path file = Files.write(directory.resolve("whole.las"), Arrays.copyOf(valid, cut));
            Path octree = directory.resolve("octree" + cut);
            BuiltInConverter.convert(ConversionRequest.of(octree, file), ConversionProgress.NONE);
            assertThat(OctreeProof.faults(octree, List.of(file), OctreeProof.mayBeLost()))
                    .isEmpty();
        }
    }

    @Test
    void countTooSmallIsFollowedAndSaid() throws IOException {
        byte[] bytes = valid();
        counts(bytes, 150);
        Path file = Files.write(directory.resolve("helped.las"), bytes);
        Path octree = directory.resolve("octree");

        ConversionReport report = BuiltInConverter.convert(ConversionRequest.of(octree, file), ConversionProgress.NONE);

        assertThat(report.pointsWritten()).isEqualTo(150);
        assertThat(report.warnings()).anyMatch(warning -> warning.contains("room for 200 points"));
        assertThat(OctreeProof.faults(octree, List.of(file), OctreeProof.mayBeLost()))
                .isEmpty();
    }

    /** Coordinates of which doubles cannot tell one from the next: refused, or an octree that its verifier accepts. */
    @Test
    void anOffsetBesideWhichTheScaleIsNothing() throws IOException {
        byte[] bytes = valid();
        LittleEndian.putDouble(bytes, 155, -1.37e20);
        Path file = Files.write(directory.resolve("far.las"), bytes);
        Path octree = directory.resolve("octree");
        try {
            BuiltInConverter.convert(ConversionRequest.of(octree, file), ConversionProgress.NONE);
        } catch (BadInputException e) {
            assertThat(e).hasMessageContainingAll(file.toString(), "offset");
            return;
        }
        assertThat(OctreeVerifier.verify(octree, OptionalLong.of(POINTS)).failures())
                .isEmpty();
    }
}
