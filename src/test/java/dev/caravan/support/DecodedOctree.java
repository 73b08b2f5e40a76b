package dev.caravan.support;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

/**
 * An octree read back as a viewer reads it, of either encoding. Written from the format's description, independently of the
 * code under test; for octrees that fit into memory.
 */
public final class DecodedOctree {
    private final JsonNode metadata;
    private final byte[] octree;
    private final Map<String, Node> nodes = new LinkedHashMap<>();

    /** @param name `r` and a digit a level */
    public record Node(String name, int type, int mask, List<Point> points) {
        public int level() {
            return name.length() - 1;
        }
    }

    /**
     * @param xyz stored integers
     * @param values all attributes but the position, by name
     */
    public record Point(int[] xyz, Map<String, List<Number>> values) {}

    private DecodedOctree(Path directory) throws IOException {
        metadata = new ObjectMapper().readTree(Files.readAllBytes(directory.resolve("metadata.json")));
        octree = Files.readAllBytes(directory.resolve("octree.bin"));
        byte[] hierarchy = Files.readAllBytes(directory.resolve("hierarchy.bin"));
        int firstChunk = metadata.at("/hierarchy/firstChunkSize").asInt();
        for (HierarchyWalk.Extent extent : HierarchyWalk.extents(hierarchy, firstChunk)) {
            nodes.put(extent.name(), new Node(extent.name(), extent.type(), extent.mask(), points(extent)));
        }
    }

    public static DecodedOctree decode(Path directory) {
        try {
            return new DecodedOctree(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<Point> points(HierarchyWalk.Extent extent) {
        int from = (int) extent.offset();
        byte[] stored = Arrays.copyOfRange(octree, from, from + extent.bytes());
        boolean compressed = metadata.path("encoding").asText().equals("BROTLI") && extent.points() > 0;
        byte[] records = compressed ? SoaNode.records(stored, extent.points(), columns()) : stored;
        return points(ByteBuffer.wrap(records).order(ByteOrder.LITTLE_ENDIAN), extent.points());
    }

    private List<SoaNode.Column> columns() {
        return StreamSupport.stream(metadata.get("attributes").spliterator(), false)
                .map(attribute -> new SoaNode.Column(
                        attribute.get("name").asText(), attribute.get("size").asInt()))
                .toList();
    }

    private List<Point> points(ByteBuffer records, int count) {
        List<Point> points = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int[] xyz = {records.getInt(), records.getInt(), records.getInt()};
            Map<String, List<Number>> values = new LinkedHashMap<>();
            for (JsonNode attribute : metadata.get("attributes")) {
                if (!attribute.get("name").asText().equals("position")) {
                    values.put(attribute.get("name").asText(), numbers(attribute, records));
                }
            }
            points.add(new Point(xyz, values));
        }
        return points;
    }

    private static List<Number> numbers(JsonNode attribute, ByteBuffer records) {
        List<Number> numbers = new ArrayList<>();
        for (int i = 0; i < attribute.get("numElements").asInt(); i++) {
            numbers.add(number(attribute.get("type").asText(), records));
        }
        return numbers;
    }

    private static Number number(String type, ByteBuffer records) {
        return switch (type) {
            case "int8" -> (int) records.get();
            case "uint8" -> records.get() & 0xFF;
            case "int16" -> (int) records.getShort();
            case "uint16" -> records.getShort() & 0xFFFF;
            case "int32" -> records.getInt();
            case "uint32" -> records.getInt() & 0xFFFFFFFFL;
            case "float" -> records.getFloat();
            case "double" -> records.getDouble();
            default -> throw new IllegalArgumentException("viewers cannot decode " + type);
        };
    }

    public JsonNode metadata() {
        return metadata;
    }

    public List<Node> nodes() {
        return List.copyOf(nodes.values());
    }

    public List<Point> points() {
        return nodes.values().stream().flatMap(node -> node.points().stream()).toList();
    }

    /** World coordinates, as a viewer computes them. */
    public double[] world(Point point) {
        double[] world = new double[3];
        for (int axis = 0; axis < 3; axis++) {
            world[axis] = point.xyz()[axis] * metadata.get("scale").get(axis).asDouble()
                    + metadata.get("offset").get(axis).asDouble();
        }
        return world;
    }

    public int depth() {
        return nodes.values().stream().mapToInt(Node::level).max().orElseThrow();
    }

    public double spacing(Node node) {
        return metadata.get("spacing").asDouble() / (1L << node.level());
    }
}
