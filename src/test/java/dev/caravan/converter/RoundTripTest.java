package dev.caravan.converter;

import static dev.caravan.support.LasFiles.aLasFile;
import static dev.caravan.support.OctreeAssert.assertThatOctree;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.caravan.converter.builtin.BuiltInConverter;
import dev.caravan.las.LasPoint;
import dev.caravan.las.NumberType;
import dev.caravan.las.PointFormat;
import dev.caravan.support.DecodedOctree;
import dev.caravan.support.LasFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every point and every attribute of the input is in the octree. */
class RoundTripTest {
    @TempDir
    private Path directory;

    @ParameterizedTest
    @CsvSource({"0,0", "0,1", "1,0", "1,1", "2,0", "2,1", "2,2", "2,3", "3,1", "3,3", "4,0", "4,3", "4,6", "4,7", "4,8"
    })
    void everyPointAndAttribute(int minor, int format) throws IOException {
        LasFiles las = aLasFile().version(minor).pointFormat(format).withRandomPoints(12_000);

        DecodedOctree octree = convert(las);

        assertThatOctree(octree).hasPoints(12_000).isTrueToItself().keepsPointsInTheirBoxes();
        // Counted rather than matched one by one, which would take the square of the time.
        assertThat(counted(octree.points().stream().map(point -> describe(octree, point))))
                .isEqualTo(counted(las.points().stream().map(point -> describe(las, point, format))));
    }

    @Test
    void extraBytesOfEveryType() throws IOException {
        LasFiles las = aLasFile();
        for (NumberType type : NumberType.values()) {
            las.withExtraBytes(type.name(), type);
        }
        las.withExtraBytes("scaled", 4, 24, 0.5, 10);
        las.withRandomPoints(50);

        DecodedOctree octree = convert(las);

        assertThat(octree.points()).hasSize(50).allSatisfy(point -> assertThat(point.values())
                .containsKeys("UINT8", "INT8", "UINT64", "INT64", "FLOAT", "DOUBLE", "scaled"));
        assertThat(attribute(octree, "scaled").get("scale").get(0).asDouble()).isEqualTo(0.5);
        assertThat(attribute(octree, "INT64").get("type").asText()).isEqualTo("double");
        for (LasPoint point : las.points()) {
            int signedByte = point.extra()[1];
            assertThat(octree.points())
                    .anyMatch(found -> found.values().get("INT8").get(0).intValue() == signedByte);
        }
    }

    @Test
    void minimaAndMaximaAreTrue() throws IOException {
        LasFiles las = aLasFile().withRandomPoints(1000);

        DecodedOctree octree = convert(las);

        double min = las.points().stream().mapToDouble(LasPoint::gpsTime).min().orElseThrow();
        double max = las.points().stream().mapToDouble(LasPoint::gpsTime).max().orElseThrow();
        assertThat(attribute(octree, "gps-time").get("min").get(0).asDouble()).isEqualTo(min);
        assertThat(attribute(octree, "gps-time").get("max").get(0).asDouble()).isEqualTo(max);
        assertThat(attribute(octree, "scan angle rank").get("min").get(0).asInt())
                .isNegative();
        assertThat(attribute(octree, "classification").get("histogram")).hasSize(256);
    }

    /** PotreeConverter cuts: nearly half of all coordinates came out a centimetre too low. */
    @Test
    void coordinatesAreExactWhereScaleAndOffsetAllowIt() throws IOException {
        LasFiles las = aLasFile()
                .scale(0.01, 0.01, 0.001)
                .offset(491_234.57, 5_412_345.11, -12.3)
                .withRandomPoints(3000);

        DecodedOctree octree = convert(las);

        assertThat(octree.points().stream().map(octree::world).map(RoundTripTest::micrometres))
                .containsExactlyInAnyOrderElementsOf(las.points().stream()
                        .map(las::world)
                        .map(RoundTripTest::micrometres)
                        .toList());
    }

    @Test
    void filesOfDifferentScalesAndFormatsBecomeOne() throws IOException {
        LasFiles fine = aLasFile().pointFormat(3).scale(0.001, 0.001, 0.001).withRandomPoints(500);
        LasFiles coarse =
                aLasFile().pointFormat(1).scale(0.01, 0.01, 0.01).withSeed(2).withRandomPoints(500);
        Path output = directory.resolve("octree");

        ConversionReport report = BuiltInConverter.convert(
                ConversionRequest.of(
                        output,
                        fine.writeTo(directory.resolve("fine.las")),
                        coarse.writeTo(directory.resolve("b.las"))),
                ConversionProgress.NONE);

        DecodedOctree octree = DecodedOctree.decode(output);
        List<List<Long>> expected = new ArrayList<>();
        fine.points().forEach(point -> expected.add(micrometres(fine.world(point))));
        coarse.points().forEach(point -> expected.add(micrometres(coarse.world(point))));
        assertThat(octree.points().stream().map(octree::world).map(RoundTripTest::micrometres))
                .containsExactlyInAnyOrderElementsOf(expected);
        assertThat(report.warnings()).singleElement().asString().contains("b.las", "has no rgb; filled with zero");
    }

    private static <T> Map<T, Long> counted(Stream<T> things) {
        return things.collect(Collectors.groupingBy(thing -> thing, Collectors.counting()));
    }

    private DecodedOctree convert(LasFiles las) throws IOException {
        Path output = directory.resolve("octree");
        BuiltInConverter.convert(
                ConversionRequest.of(output, las.writeTo(directory.resolve("a.las"))), ConversionProgress.NONE);
        return DecodedOctree.decode(output);
    }

    private static JsonNode attribute(DecodedOctree octree, String name) {
        for (JsonNode attribute : octree.metadata().get("attributes")) {
            if (attribute.get("name").asText().equals(name)) {
                return attribute;
            }
        }
        throw new AssertionError("there is no attribute " + name);
    }

    private static List<Long> micrometres(double[] world) {
        return List.of(Math.round(world[0] * 1e6), Math.round(world[1] * 1e6), Math.round(world[2] * 1e6));
    }

    private static Map<String, Object> describe(DecodedOctree octree, DecodedOctree.Point point) {
        Map<String, Object> words = new LinkedHashMap<>(point.values());
        words.put("position", micrometres(octree.world(point)));
        return words;
    }

    private static Map<String, Object> describe(LasFiles las, LasPoint point, int number) {
        PointFormat format = PointFormat.require(number);
        Map<String, Object> words = new LinkedHashMap<>();
        words.put("position", micrometres(las.world(point)));
        words.put("intensity", List.of(point.intensity()));
        words.put("return number", List.of(point.returnNumber()));
        words.put("number of returns", List.of(point.numberOfReturns()));
        words.put("classification", List.of(point.classification()));
        words.put("user data", List.of(point.userData()));
        words.put("point source id", List.of(point.pointSourceId()));
        words.put(format.extended() ? "scan angle" : "scan angle rank", List.of(point.scanAngle()));
        words.put("classification flags", List.of(point.flags()));
        words.put("scan direction flag", List.of(point.scanDirection() ? 1 : 0));
        words.put("edge of flight line", List.of(point.edgeOfFlightLine() ? 1 : 0));
        if (format.extended()) {
            words.put("scanner channel", List.of(point.scannerChannel()));
        }
        if (format.hasGpsTime()) {
            words.put("gps-time", List.of(point.gpsTime()));
        }
        if (format.hasRgb()) {
            words.put("rgb", List.of(point.red(), point.green(), point.blue()));
        }
        if (format.hasNir()) {
            words.put("nir", List.of(point.nir()));
        }
        return words;
    }
}
