package dev.caravan.proof;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Invariants of the tree: types, depth and counts are true, no leaf is empty, nothing in the files is unused or used twice.
 */
final class OctreeShape {
    private static final int RECORD = 22;
    private static final int PROXY = 2;

    private final Path directory;
    private final ByteBuffer hierarchy;
    private final List<Record> nodes = new ArrayList<>();
    private final List<String> faults = new ArrayList<>();
    private int records;

    /** @param name `r` and a digit a level */
    record Record(String name, int type, int mask, long points, long offset, long size) {
        int level() {
            return name.length() - 1;
        }

        boolean leaf() {
            return mask == 0;
        }
    }

    private OctreeShape(Path directory, int firstChunk) throws IOException {
        this.directory = directory;
        this.hierarchy = ByteBuffer.wrap(Files.readAllBytes(directory.resolve("hierarchy.bin")))
                .order(ByteOrder.LITTLE_ENDIAN);
        chunk("r", 0, firstChunk);
    }

    /** Nodes in the order in which a viewer meets them. */
    static List<Record> nodes(Path directory, JsonNode metadata) throws IOException {
        return new OctreeShape(
                        directory, metadata.at("/hierarchy/firstChunkSize").asInt())
                .nodes;
    }

    static List<String> faults(Path directory, JsonNode metadata) throws IOException {
        OctreeShape shape = new OctreeShape(
                directory, metadata.at("/hierarchy/firstChunkSize").asInt());
        shape.judge(
                metadata.at("/hierarchy/depth").asInt(), metadata.get("points").asLong());
        return shape.faults;
    }

    private void chunk(String root, int at, int size) {
        List<String> names = new ArrayList<>(List.of(root));
        for (int i = 0; i < size / RECORD; i++) {
            records++;
            Record record = record(names.get(i), at + i * RECORD);
            if (record.type == PROXY) {
                chunk(record.name, (int) record.offset, (int) record.size);
                continue;
            }
            nodes.add(record);
            for (int child = 0; child < 8; child++) {
                if ((record.mask >> child & 1) == 1) {
                    names.add(record.name + child);
                }
            }
        }
    }

    private Record record(String name, int at) {
        return new Record(
                name,
                hierarchy.get(at),
                hierarchy.get(at + 1) & 0xFF,
                hierarchy.getInt(at + 2) & 0xFFFFFFFFL,
                hierarchy.getLong(at + 6),
                hierarchy.getLong(at + 14));
    }

    private void judge(int depth, long points) throws IOException {
        require(
                records * RECORD == hierarchy.capacity(),
                records + " records are used of a hierarchy.bin of " + hierarchy.capacity() + " bytes");
        int deepest = nodes.stream().mapToInt(Record::level).max().orElse(-1);
        require(deepest == depth, "depth is " + deepest + ", metadata.json says " + depth);
        long sum = nodes.stream().mapToLong(Record::points).sum();
        require(sum == points, sum + " points in all nodes, metadata.json says " + points);
        for (Record node : nodes) {
            require(node.type == (node.leaf() ? 1 : 0), node + " has a wrong type");
            require(!node.leaf() || node.points > 0, node + " is an empty leaf");
        }
        judgeExtents();
    }

    private void judgeExtents() throws IOException {
        long end = 0;
        for (Record node : nodes.stream()
                .filter(node -> node.size > 0)
                .sorted(Comparator.comparingLong(Record::offset))
                .toList()) {
            require(node.offset == end, node + " begins at byte " + node.offset + ", expected " + end);
            end = node.offset + node.size;
        }
        long size = Files.size(directory.resolve("octree.bin"));
        require(end == size, "nodes end at byte " + end + ", octree.bin has " + size);
    }

    private void require(boolean right, String words) {
        if (!right && faults.size() < 5) {
            faults.add(words);
        }
    }
}
