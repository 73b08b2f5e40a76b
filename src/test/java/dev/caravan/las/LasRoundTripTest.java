package dev.caravan.las;

import static dev.caravan.support.LasFiles.aLasFile;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.mreutegg.laszip4j.LASPoint;
import com.github.mreutegg.laszip4j.LASReader;
import dev.caravan.support.LasFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class LasRoundTripTest {
    @TempDir
    private Path directory;

    static Stream<Arguments> versionsAndFormats() {
        List<Arguments> all = new ArrayList<>();
        for (int minor = 0; minor <= 4; minor++) {
            for (int format : minor < 4 ? new int[] {0, 1, 2, 3} : new int[] {0, 1, 2, 3, 6, 7, 8}) {
                all.add(Arguments.of(minor, format));
            }
        }
        return all.stream();
    }

    @ParameterizedTest
    @MethodSource("versionsAndFormats")
    void whatIsWrittenIsReadAgain(int minor, int format) throws IOException {
        LasFiles las = aLasFile()
                .version(minor)
                .pointFormat(format)
                .withUndescribedBytes(3)
                .withRandomPoints(500);
        Path file = las.writeTo(directory.resolve("a.las"));

        List<LasPoint> read = read(file);

        assertThat(read).usingRecursiveFieldByFieldElementComparator().containsExactlyElementsOf(las.points());
    }

    @ParameterizedTest
    @MethodSource("versionsAndFormats")
    void anotherReaderReadsTheSame(int minor, int format) {
        LasFiles las = aLasFile().version(minor).pointFormat(format).withRandomPoints(300);
        Path file = las.writeTo(directory.resolve("a.las"));

        Iterator<LASPoint> other = new LASReader(file.toFile()).getPoints().iterator();

        for (LasPoint point : las.points()) {
            LASPoint same = other.next();
            assertThat(same.getX()).isEqualTo(point.x());
            assertThat(same.getY()).isEqualTo(point.y());
            assertThat(same.getZ()).isEqualTo(point.z());
            assertThat((int) same.getIntensity()).isEqualTo(point.intensity());
            assertThat((int) same.getReturnNumber()).isEqualTo(point.returnNumber());
            assertThat((int) same.getNumberOfReturns()).isEqualTo(point.numberOfReturns());
            assertThat(same.getUserData() & 0xFF).isEqualTo(point.userData());
            assertThat((int) same.getPointSourceID()).isEqualTo(point.pointSourceId());
            if (PointFormat.require(format).hasGpsTime()) {
                assertThat(same.getGPSTime()).isEqualTo(point.gpsTime());
            }
            if (PointFormat.require(format).hasRgb()) {
                assertThat((int) same.getGreen()).isEqualTo(point.green());
            }
        }
        assertThat(other.hasNext()).isFalse();
    }

    @Test
    void extraBytesAreDescribedInOrder() throws IOException {
        Path file = aLasFile()
                .pointFormat(1)
                .withExtraBytes("height", NumberType.FLOAT)
                .withExtraBytes("range", 4, 24, 0.5, 10)
                .withExtraBytes("normal", 29, 0, 1, 0)
                .withExtraBytes("height", NumberType.UINT8)
                .withRandomPoints(2)
                .writeTo(directory.resolve("a.las"));

        List<ExtraBytes> extra = LasFile.open(file).extraBytes();

        assertThat(extra).extracting(ExtraBytes::name).containsExactly("height", "range", "normal", "height 2");
        assertThat(extra).extracting(ExtraBytes::at).containsExactly(28, 32, 34, 46);
        assertThat(extra).extracting(ExtraBytes::count).containsExactly(1, 1, 3, 1);
        assertThat(extra.get(1).scale()).containsExactly(0.5);
        assertThat(extra.get(1).offset()).containsExactly(10);
    }

    @Test
    void contentDecidesNotTheSuffix() throws IOException {
        Path file = aLasFile().withRandomPoints(3).writeTo(directory.resolve("points.laz"));

        assertThat(read(file)).hasSize(3);
    }

    static List<LasPoint> read(Path path) throws IOException {
        LasFile file = LasFile.open(path);
        int length = file.header().recordLength();
        PointCodec codec = new PointCodec(file.header().format(), length);
        PointBatch batch = new PointBatch(length);
        List<LasPoint> points = new ArrayList<>();
        try (PointSource source = file.points()) {
            while (source.read(batch)) {
                for (int i = 0; i < batch.count(); i++) {
                    points.add(codec.decode(batch.bytes(), i * length));
                }
            }
        }
        return points;
    }
}
