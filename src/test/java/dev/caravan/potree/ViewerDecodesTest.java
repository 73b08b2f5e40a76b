package dev.caravan.potree;

import static dev.caravan.support.LasFiles.aLasFile;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.caravan.converter.ConversionProgress;
import dev.caravan.converter.ConversionRequest;
import dev.caravan.converter.builtin.BuiltInConverter;
import dev.caravan.las.NumberType;
import dev.caravan.support.DecodedOctree;
import dev.caravan.support.LasFiles;
import dev.caravan.support.PotreeCore;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** potree-core shows what the octree holds: each point of each node, to the bit of its own float arithmetic. */
class ViewerDecodesTest {
    @TempDir
    private Path directory;

    @ParameterizedTest
    @EnumSource(Encoding.class)
    void pointsWithColorsTimesAndExtraBytes(Encoding encoding) throws Exception {
        LasFiles las = aLasFile().version(2).pointFormat(3);
        for (NumberType type : NumberType.values()) {
            las.withExtraBytes(type.name(), type);
        }

        assertViewerShows(las.withRandomPoints(15_000), encoding);
    }

    @ParameterizedTest
    @EnumSource(Encoding.class)
    void pointsWithoutColors(Encoding encoding) throws Exception {
        assertViewerShows(aLasFile().version(4).pointFormat(6).withRandomPoints(12_000), encoding);
    }

    @ParameterizedTest
    @EnumSource(Encoding.class)
    void onePoint(Encoding encoding) throws Exception {
        assertViewerShows(aLasFile().version(2).pointFormat(2).withRandomPoints(1), encoding);
    }

    /** Both halves of the Morton codes are in use. */
    @Test
    void farFromTheOriginOfTheGrid() throws Exception {
        LasFiles las = aLasFile().version(2).pointFormat(0).scale(0.001, 0.001, 0.001);
        las.withPoint(0, 0, 0).withPoint(900_000_000, 800_000_001, 65_536).withPoint(65_535, 65_537, 1 << 29);

        assertViewerShows(las, Encoding.BROTLI);
    }

    private void assertViewerShows(LasFiles las, Encoding encoding) throws Exception {
        Path octree = directory.resolve("octree");
        Path file = las.writeTo(directory.resolve("a.las"));
        BuiltInConverter.convert(ConversionRequest.of(octree, file), ConversionProgress.NONE);
        DecodedOctree expected = DecodedOctree.decode(octree);
        Path seen = encoding == Encoding.DEFAULT ? octree : Reencoded.brotli(octree, directory.resolve("brotli"));

        List<PotreeCore.Node> nodes = PotreeCore.decode(seen, directory);

        assertThat(nodes.stream().map(PotreeCore.Node::name))
                .containsExactlyInAnyOrderElementsOf(
                        expected.nodes().stream().map(DecodedOctree.Node::name).toList());
        for (PotreeCore.Node node : nodes) {
            DecodedOctree.Node same = expected.nodes().stream()
                    .filter(candidate -> candidate.name().equals(node.name()))
                    .findFirst()
                    .orElseThrow();
            assertThat(shown(node, expected.metadata()).stream().sorted())
                    .containsExactlyElementsOf(same.points().stream()
                            .map(point -> expected(point, node, expected.metadata()))
                            .sorted()
                            .toList());
        }
    }

    /** The points of a node as the viewer has them: shown values, then precise ones. */
    private static List<String> shown(PotreeCore.Node node, JsonNode metadata) throws IOException {
        List<StringBuilder> points = new ArrayList<>();
        ByteBuffer position = node.shown("position");
        for (int i = 0; i < node.points(); i++) {
            points.add(new StringBuilder(position.getFloat() + " " + position.getFloat() + " " + position.getFloat()));
        }
        for (JsonNode attribute : metadata.get("attributes")) {
            String name = attribute.get("name").asText();
            if (name.equals("rgb")) {
                ByteBuffer colors = node.shown("rgba");
                points.forEach(point -> point.append(" rgb ").append(colors.getInt()));
            } else if (!name.equals("position")) {
                ByteBuffer floats = node.shown(name);
                ByteBuffer precise = node.precise(name);
                AttributeType type =
                        AttributeType.valueOf(attribute.get("type").asText().toUpperCase(Locale.ROOT));
                points.forEach(point -> point.append(' ')
                        .append(name)
                        .append(' ')
                        .append(floats.getFloat())
                        .append(' ')
                        .append(next(precise, type)));
            }
        }
        return points.stream().map(StringBuilder::toString).toList();
    }

    private static double next(ByteBuffer precise, AttributeType type) {
        byte[] bytes = new byte[type.size()];
        precise.get(bytes);
        return type.read(bytes, 0);
    }

    private static String expected(DecodedOctree.Point point, PotreeCore.Node node, JsonNode metadata) {
        StringBuilder text = new StringBuilder();
        for (int axis = 0; axis < 3; axis++) {
            double scale = metadata.get("scale").get(axis).asDouble();
            double offset = metadata.get("offset").get(axis).asDouble();
            text.append(axis == 0 ? "" : " ").append((float) (point.xyz()[axis] * scale + offset - node.min()[axis]));
        }
        for (Map.Entry<String, List<Number>> value : point.values().entrySet()) {
            text.append(' ').append(value.getKey()).append(' ');
            if (value.getKey().equals("rgb")) {
                text.append(color(value.getValue()));
            } else {
                double number = value.getValue().get(0).doubleValue();
                text.append((float) scaled(number, attribute(metadata, value.getKey())));
                text.append(' ').append(number);
            }
        }
        return text.toString();
    }

    private static int color(List<Number> rgb) {
        int color = 0;
        for (int channel = 0; channel < 3; channel++) {
            int value = rgb.get(channel).intValue();
            color |= (value > 255 ? value / 256 : value) << 8 * channel;
        }
        return color;
    }

    /** Values of more than four bytes are shown as a part of their range. */
    private static double scaled(double value, JsonNode attribute) {
        if (attribute.get("elementSize").asInt() <= 4) {
            return value;
        }
        double min = attribute.get("min").get(0).asDouble();
        double max = attribute.get("max").get(0).asDouble();
        double top = max == min && attribute.get("name").asText().equals("gps-time") ? max + 1 : max;
        return (value - min) * (1 / (top - min));
    }

    private static JsonNode attribute(JsonNode metadata, String name) {
        for (JsonNode attribute : metadata.get("attributes")) {
            if (attribute.get("name").asText().equals(name)) {
                return attribute;
            }
        }
        throw new IllegalArgumentException(name);
    }
}
