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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An octree read back as a viewer reads it. Written from the format's description, independently of the code under test; for
 * uncompressed octrees that fit into memory.
 */
public final class DecodedOctree {
    private static final int RECORD = 22;

    private final JsonNode metadata;
    private final ByteBuffer hierarchy;
    private final ByteBuffer octree;
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
        hierarchy = read(directory.resolve("hierarchy.bin"));
        octree = read(directory.resolve("octree.bin"));
        chunk("r", 0, metadata.at("/hierarchy/firstChunkSize").asInt());
    }

    public static DecodedOctree decode(Path directory) {
        try {
            return new DecodedOctree(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ByteBuffer read(Path file) throws IOException {
        return ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
    }

    private void chunk(String root, int at, int size) {
        List<String> names = new ArrayList<>(List.of(root));
        for (int i = 0; i < size / RECORD; i++) {
            int record = at + i * RECORD;
            String name = names.get(i);
            int type = hierarchy.get(record);
            int mask = hierarchy.get(record + 1) & 0xFF;
            int offset = (int) hierarchy.getLong(record + 6);
            int bytes = (int) hierarchy.getLong(record + 14);
            if (type == 2) {
                chunk(name, offset, bytes);
                continue;
            }
            nodes.put(name, new Node(name, type, mask, points(offset, hierarchy.getInt(record + 2))));
            for (int child = 0; child < 8; child++) {
                if ((mask >> child & 1) == 1) {
                    names.add(name + child);
                }
            }
        }
    }

    private List<Point> points(int offset, int count) {
        List<Point> points = new ArrayList<>();
        int at = offset;
        for (int i = 0; i < count; i++) {
            int[] xyz = {octree.getInt(at), octree.getInt(at + 4), octree.getInt(at + 8)};
            at += 12;
            Map<String, List<Number>> values = new LinkedHashMap<>();
            for (JsonNode attribute : metadata.get("attributes")) {
                if (!attribute.get("name").asText().equals("position")) {
                    values.put(attribute.get("name").asText(), numbers(attribute, at));
                    at += attribute.get("size").asInt();
                }
            }
            points.add(new Point(xyz, values));
        }
        return points;
    }

    private List<Number> numbers(JsonNode attribute, int at) {
        List<Number> numbers = new ArrayList<>();
        for (int i = 0; i < attribute.get("numElements").asInt(); i++) {
            numbers.add(number(
                    attribute.get("type").asText(),
                    at + i * attribute.get("elementSize").asInt()));
        }
        return numbers;
    }

    private Number number(String type, int at) {
        return switch (type) {
            case "int8" -> (int) octree.get(at);
            case "uint8" -> octree.get(at) & 0xFF;
            case "int16" -> (int) octree.getShort(at);
            case "uint16" -> octree.getShort(at) & 0xFFFF;
            case "int32" -> octree.getInt(at);
            case "uint32" -> octree.getInt(at) & 0xFFFFFFFFL;
            case "float" -> octree.getFloat(at);
            case "double" -> octree.getDouble(at);
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
