package dev.caravan.las;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.mreutegg.laszip4j.LASPoint;
import com.github.mreutegg.laszip4j.LASReader;
import dev.caravan.las.raw.Vector;
import dev.caravan.support.OtherReader;
import dev.caravan.support.RandomRecords;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is compressed is the same when it is read again, whatever the bits. */
class LazRoundTripTest {
    private static final int CHUNK = 50_000;

    @TempDir
    private Path directory;

    static Stream<Arguments> versionsFormatsAndExtraBytes() {
        List<Arguments> all = new ArrayList<>();
        for (int format = 0; format <= 10; format++) {
            for (int minor = format >= 6 ? 4 : 0; minor <= 4; minor++) {
                for (int extra : new int[] {0, 1, 7}) {
                    all.add(Arguments.of(minor, format, extra));
                }
            }
        }
        return all.stream();
    }

    static IntStream formats() {
        return IntStream.rangeClosed(0, 10);
    }

    @ParameterizedTest
    @MethodSource("versionsFormatsAndExtraBytes")
    void everyVersionFormatAndKindOfRecords(int minor, int format, int extra) throws IOException {
        for (RandomRecords kind : RandomRecords.values()) {
            for (int points : new int[] {0, 1, 2, 700}) {
                assertComesBack(kind, minor, format, extra, points);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("formats")
    void severalChunksAndExactlyOne(int format) throws IOException {
        int minor = format >= 6 ? 4 : 2;
        assertComesBack(RandomRecords.SMOOTH, minor, format, 2, CHUNK);
        assertComesBack(RandomRecords.STICKY, minor, format, 0, CHUNK + 1);
        assertComesBack(RandomRecords.CONSTANT, minor, format, 0, 2 * CHUNK + 17);
    }

    @ParameterizedTest
    @EnumSource
    void longRecords(RandomRecords kind) throws IOException {
        assertComesBack(kind, 2, 1, 300, 50);
        assertComesBack(kind, 4, 7, 300, 50);
    }

    private void assertComesBack(RandomRecords kind, int minor, int format, int extra, int points) throws IOException {
        byte[] records = records(kind, format, extra, points);

        Path file = write(minor, format, extra, records);

        String what = kind + " LAS 1." + minor + " format " + format + " + " + extra + ": " + points + " points";
        assertThat(read(file)).as(what).isEqualTo(records);
    }

    /** Without 8 and 10: laszip4j gives up at near infrared in LAZ. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7, 9})
    void anotherReaderReadsTheSame(int format) throws IOException {
        for (RandomRecords kind : RandomRecords.values()) {
            byte[] records = records(kind, format, 2, 4000);
            Path file = write(format >= 6 ? 4 : 3, format, 2, records);

            assertOtherReader(file, records, PointFormat.require(format));
        }
    }

    private static void assertOtherReader(Path file, byte[] records, PointFormat format) {
        int length = format.size() + 2;
        PointCodec codec = new PointCodec(format, length);
        Iterator<LASPoint> other = new LASReader(file.toFile()).getPoints().iterator();
        for (int at = 0; at < records.length; at += length) {
            LasPoint point = codec.decode(records, at);
            assertThat(OtherReader.isSame(point, other.next(), format))
                    .as("%s %s", file, point)
                    .isTrue();
        }
        assertThat(other.hasNext()).isFalse();
    }

    private static byte[] records(RandomRecords kind, int format, int extra, int points) {
        PointFormat pointFormat = PointFormat.require(format);
        return kind.of(pointFormat, pointFormat.size() + extra, points, 31L * format + points);
    }

    private Path write(int minor, int format, int extra, byte[] records) throws IOException {
        Path file = directory.resolve("a.laz");
        Vector scale = new Vector(0.01, 0.01, 0.01);
        PointWriter.Layout layout =
                new PointWriter.Layout(minor, format, scale, new Vector(0, 0, 0), List.of(), extra, List.of());
        try (LazWriter writer = new LazWriter(file, layout)) {
            for (int at = 0; at < records.length; at += layout.recordLength()) {
                writer.writeRecord(records, at);
            }
        }
        return file;
    }

    private static byte[] read(Path path) throws IOException {
        LasFile file = LasFile.open(path);
        PointBatch batch = new PointBatch(file.header().recordLength());
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        try (PointSource source = file.points()) {
            while (source.read(batch)) {
                all.write(batch.bytes(), 0, batch.count() * batch.recordLength());
            }
            assertThat(source.warnings()).isEmpty();
        }
        return all.toByteArray();
    }
}
