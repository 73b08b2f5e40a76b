package dev.caravan.proof;

import static dev.caravan.support.LasFiles.aLasFile;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.caravan.converter.BadInputException;
import dev.caravan.converter.ConversionProgress;
import dev.caravan.converter.ConversionReport;
import dev.caravan.converter.ConversionRequest;
import dev.caravan.converter.SamplingMethod;
import dev.caravan.converter.builtin.BuiltInConverter;
import dev.caravan.potree.OctreeVerifier;
import dev.caravan.support.DecodedOctree;
import dev.caravan.support.LasFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Clouds that are hardly any, and what the octree says of attributes that are. */
class SpecialCloudTest {
    @TempDir
    private Path directory;

    static Stream<Arguments> clouds() {
        return Stream.of(
                cloud("one point", aLasFile().withPoint(5, 6, 7)),
                cloud(
                        "one point at the end of integers",
                        aLasFile().withPoint(Integer.MIN_VALUE, Integer.MAX_VALUE, -1)),
                cloud("two points", aLasFile().withPoint(0, 0, 0).withPoint(1, 2, 3)),
                cloud("two points at both ends", ends()),
                cloud("ten equal points", times(10, 3, 3, 3)),
                cloud("all in one plane but one", times(500, 9, 9, 0).withPoint(9, 9, 1)),
                cloud("a line along each axis", lines()),
                cloud("corners of a cube", corners()));
    }

    private static Arguments cloud(String name, LasFiles las) {
        return Arguments.of(name, las);
    }

    private static LasFiles ends() {
        return aLasFile()
                .withPoint(Integer.MIN_VALUE, Integer.MIN_VALUE, Integer.MIN_VALUE)
                .withPoint(Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE);
    }

    private static LasFiles times(int count, int x, int y, int z) {
        LasFiles las = aLasFile().pointFormat(0);
        for (int i = 0; i < count; i++) {
            las.withPoint(x, y, z);
        }
        return las;
    }

    private static LasFiles lines() {
        LasFiles las = aLasFile().pointFormat(0);
        for (int i = 0; i < 300; i++) {
            las.withPoint(i, 0, 0).withPoint(0, 7 * i, 0).withPoint(0, 0, i / 3);
        }
        return las;
    }

    private static LasFiles corners() {
        LasFiles las = aLasFile().pointFormat(0);
        for (int i = 0; i < 8; i++) {
            las.withPoint((i & 1) << 20, (i & 2) << 19, (i & 4) << 18);
        }
        return las;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("clouds")
    void comesBackByBothMethods(String name, LasFiles las) throws IOException {
        for (SamplingMethod method : SamplingMethod.values()) {
            Path file = las.writeTo(directory.resolve("cloud.las"));
            Path octree = directory.resolve(method.name());
            BuiltInConverter.convert(ConversionRequest.of(octree, file).sampledBy(method), ConversionProgress.NONE);

            assertThat(OctreeProof.faults(octree, List.of(file), OctreeProof.mayBeLost()))
                    .isEmpty();
            assertThat(OctreeVerifier.verify(
                                    octree, OptionalLong.of(las.points().size()))
                            .failures())
                    .isEmpty();
        }
    }

    @Test
    void noPointsAtAllAreRefused() {
        Path empty = aLasFile().writeTo(directory.resolve("empty.las"));

        assertThatThrownBy(() -> convert(empty))
                .isInstanceOf(BadInputException.class)
                .hasMessageContainingAll(empty.toString(), "'number of point records' is 0");
    }

    @Test
    void aFileWithoutPointsBesideOneWithSome() throws IOException {
        Path empty = aLasFile().writeTo(directory.resolve("empty.las"));
        Path other = aLasFile().withRandomPoints(20).writeTo(directory.resolve("other.las"));

        ConversionReport report = convert(empty, other);

        assertThat(report.pointsWritten()).isEqualTo(20);
        assertThat(report.warnings()).anyMatch(warning -> warning.contains(empty.toString()));
        assertThat(OctreeProof.faults(report.octree(), List.of(empty, other), OctreeProof.mayBeLost()))
                .isEmpty();
    }

    @Test
    void theSameFileTwiceIsAllPointsTwice() throws IOException {
        Path file = aLasFile().withRandomPoints(50).writeTo(directory.resolve("a.las"));

        ConversionReport report = convert(file, file);

        assertThat(OctreeProof.faults(report.octree(), List.of(file, file), OctreeProof.mayBeLost()))
                .isEmpty();
    }

    @Test
    void bytesThatNobodyDescribesAreLeftOutAndThatIsSaid() throws IOException {
        Path file = aLasFile()
                .withExtraBytes("known", 3, 0, 1, 0)
                .withExtraBytes("a blob", 0, 7, 1, 0)
                .withExtraBytes("after it", 10, 0, 1, 0)
                .withUndescribedBytes(5)
                .withRandomPoints(30)
                .writeTo(directory.resolve("a.las"));

        ConversionReport report = convert(file);

        assertThat(names(report.octree())).contains("known", "after it").doesNotContain("a blob");
        assertThat(report.warnings()).anyMatch(warning -> warning.contains("a blob"));
        assertThat(report.warnings()).anyMatch(warning -> warning.contains("5 extra bytes"));
        assertThat(OctreeProof.faults(report.octree(), List.of(file), OctreeProof.mayBeLost()))
                .isEmpty();
    }

    @Test
    void extraBytesOfEveryType() throws IOException {
        LasFiles las = aLasFile().version(4).pointFormat(1);
        for (int type = 1; type <= 30; type++) {
            las.withExtraBytes("type " + type, type, type % 2 == 0 ? 24 : 0, 0.5, type);
        }
        Path file = las.withRandomPoints(300).writeTo(directory.resolve("a.las"));

        ConversionReport report = convert(file);

        assertThat(OctreeProof.faults(report.octree(), List.of(file), OctreeProof.mayBeLost()))
                .isEmpty();
    }

    /** Attributes of which most files make no use are there only where some point has them. */
    @Test
    void whatIsZeroEverywhereIsLeftOut() throws IOException {
        Path basic = aLasFile().pointFormat(1).withPoint(1, 2, 3).writeTo(directory.resolve("basic.las"));
        Path extended = aLasFile().pointFormat(8).withPoint(1, 2, 3).writeTo(directory.resolve("extended.las"));
        String[] seldom = {"scanner channel", "scan direction flag", "edge of flight line"};

        assertThat(names(convert(basic).octree()))
                .doesNotContain("classification flags")
                .doesNotContain(seldom);
        OctreeProof.remove(directory.resolve("octree"));
        assertThat(names(convert(extended).octree()))
                .contains("nir", "classification flags")
                .doesNotContain(seldom);
    }

    @Test
    void integersOf64BitsAreADoubleAndItsRemainder() throws IOException {
        Path file = aLasFile()
                .withExtraBytes("signed", 8, 0, 1, 0)
                .withExtraBytes("unsigned", 7, 0, 1, 0)
                .withRandomPoints(200)
                .writeTo(directory.resolve("a.las"));

        Path octree = convert(file).octree();

        assertThat(names(octree)).contains("signed", "signed remainder", "unsigned", "unsigned remainder");
        assertThat(OctreeProof.faults(octree, List.of(file))).isEmpty();
    }

    private ConversionReport convert(Path... files) throws IOException {
        return BuiltInConverter.convert(
                ConversionRequest.of(directory.resolve("octree"), files), ConversionProgress.NONE);
    }

    private static List<String> names(Path octree) {
        List<String> names = new ArrayList<>();
        for (JsonNode attribute : DecodedOctree.decode(octree).metadata().get("attributes")) {
            names.add(attribute.get("name").asText());
        }
        return names;
    }
}
