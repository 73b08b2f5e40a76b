package dev.caravan.las;

import static dev.caravan.support.LasFiles.aLasFile;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.caravan.binary.LittleEndian;
import dev.caravan.converter.BadInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MalformedLasTest {
    @TempDir
    private Path directory;

    private byte[] valid;

    @BeforeEach
    void writeValidFile() throws IOException {
        valid = Files.readAllBytes(aLasFile().withRandomPoints(100).writeTo(directory.resolve("valid.las")));
    }

    @Test
    void emptyFile() {
        assertRefused(new byte[0], "byte 0: 'file signature' is missing (the file is empty)");
    }

    @Test
    void textFile() {
        assertRefused("hello, this is text".getBytes(), "'file signature' is bytes 68 65 6c 6c");
    }

    @Test
    void headerCutOff() {
        assertRefused(Arrays.copyOf(valid, 100), "the file has 100 bytes, a LAS header has at least 227");
    }

    @Test
    void headerOnly() {
        assertRefused(Arrays.copyOf(valid, 227), "after 0 whole points");
    }

    @Test
    void pointsCutOff() {
        assertRefused(
                Arrays.copyOf(valid, 227 + 34 * 60 + 5),
                "truncated: the header says 100 points of 34 bytes from byte 227 on",
                "after 60 whole points");
    }

    @Test
    void unknownVersion() {
        assertRefused(changed(bytes -> bytes[24] = 2), "byte 24: 'version' is 2.2, expected 1.0 to 1.5");
    }

    @Test
    void headerSizeTooSmall() {
        assertRefused(changed(bytes -> LittleEndian.putShort(bytes, 94, 10)), "byte 94: 'header size' is 10");
    }

    @Test
    void headerSizeBeyondFile() {
        assertRefused(changed(bytes -> LittleEndian.putShort(bytes, 94, 65535)), "byte 94: 'header size' is 65535");
    }

    @Test
    void pointsInsideHeader() {
        assertRefused(changed(bytes -> LittleEndian.putInt(bytes, 96, 20)), "byte 96: 'offset to point data' is 20");
    }

    @Test
    void pointsBeyondFile() {
        assertRefused(changed(bytes -> LittleEndian.putInt(bytes, 96, -1)), "'offset to point data' is 4294967295");
    }

    @Test
    void vlrCountBeyondFile() {
        assertRefused(
                changed(bytes -> LittleEndian.putInt(bytes, 100, 1_000_000)),
                "byte 100: 'number of variable length records' is 1000000, expected at most 62");
    }

    @Test
    void unknownPointFormat() {
        assertRefused(
                changed(bytes -> bytes[104] = 11), "byte 104: 'point data record format' is 11, expected 0 to 10");
    }

    @Test
    void compressedWithoutSayingHow() {
        assertRefused(changed(bytes -> bytes[104] = (byte) 0x83), "there is no LASzip record that says how");
    }

    @Test
    void recordTooShortForItsFormat() {
        assertRefused(
                changed(bytes -> LittleEndian.putShort(bytes, 105, 20)),
                "byte 105: 'point data record length' is 20, expected at least 34 for point format 3");
    }

    @Test
    void countTooLarge() {
        assertRefused(changed(bytes -> LittleEndian.putInt(bytes, 107, 1000)), "the header says 1000 points");
    }

    @Test
    void zeroScale() {
        assertRefused(
                changed(bytes -> LittleEndian.putDouble(bytes, 139, 0)),
                "byte 139: 'Y scale factor' is 0.0, expected a positive number");
    }

    @Test
    void scaleThatIsNoNumber() {
        assertRefused(changed(bytes -> LittleEndian.putDouble(bytes, 131, Double.NaN)), "'X scale factor' is NaN");
    }

    @Test
    void infiniteScale() {
        assertRefused(
                changed(bytes -> LittleEndian.putDouble(bytes, 147, Double.POSITIVE_INFINITY)),
                "'Z scale factor' is Infinity");
    }

    @Test
    void offsetThatIsNoNumber() {
        assertRefused(changed(bytes -> LittleEndian.putDouble(bytes, 155, Double.NaN)), "byte 155: 'X offset' is NaN");
    }

    @Test
    void countTooSmallIsFollowedAndSaid() throws IOException {
        Path file = write(changed(bytes -> LittleEndian.putInt(bytes, 107, 40)));
        LasFile las = LasFile.open(file);
        PointBatch batch = new PointBatch(34);

        try (PointSource source = las.points()) {
            assertThat(source.read(batch)).isTrue();
            assertThat(batch.count()).isEqualTo(40);
            assertThat(source.warnings()).singleElement().asString().contains("room for 100 points", "counts 40");
        }
    }

    @Test
    void impossibleLargeCountGivesWayToTheLegacyOne() throws IOException {
        Path file = aLasFile().version(4).withRandomPoints(10).writeTo(directory.resolve("a.las"));
        byte[] bytes = Files.readAllBytes(file);
        LittleEndian.putLong(bytes, 247, Long.MAX_VALUE / 2);

        LasFile las = LasFile.open(write(bytes));

        assertThat(las.header().points()).isEqualTo(10);
        assertThat(las.warnings()).singleElement().asString().contains("64-bit count", "is impossible");
    }

    @Test
    void vlrCountTooLargeForTheGapIsSaid() throws IOException {
        LasFile las = LasFile.open(write(changed(bytes -> LittleEndian.putInt(bytes, 100, 2))));

        assertThat(las.warnings()).singleElement().asString().contains("2 variable length records", "only 0");
    }

    @Test
    void extraBytesBeyondTheRecordAreSaid() throws IOException {
        Path file = aLasFile()
                .withExtraBytes("a", NumberType.UINT8)
                .withExtraBytes("b", NumberType.DOUBLE)
                .withRandomPoints(5)
                .writeTo(directory.resolve("a.las"));
        byte[] bytes = Files.readAllBytes(file);
        LittleEndian.putShort(bytes, 105, 34 + 4);

        LasFile las = LasFile.open(write(bytes));

        assertThat(las.extraBytes()).extracting(ExtraBytes::name).containsExactly("a");
        assertThat(las.warnings()).anyMatch(warning -> warning.contains("'b' are described, but do not fit"));
    }

    @Test
    void readablePointsAreCountedAlsoWhenSomeAreMissing() throws IOException {
        Path file = write(Arrays.copyOf(valid, 227 + 34 * 60 + 5));

        assertThat(PointCount.readable(file)).isEqualTo(60);
    }

    private byte[] changed(Consumer<byte[]> change) {
        byte[] bytes = valid.clone();
        change.accept(bytes);
        return bytes;
    }

    private Path write(byte[] bytes) throws IOException {
        return Files.write(directory.resolve("malformed.las"), bytes);
    }

    private void assertRefused(byte[] bytes, String... words) {
        assertThatThrownBy(() -> LasRoundTripTest.read(write(bytes)))
                .isInstanceOf(BadInputException.class)
                .hasMessageStartingWith(directory.toString())
                .hasMessageContainingAll(words);
    }
}
