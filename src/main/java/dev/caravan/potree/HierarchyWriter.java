package dev.caravan.potree;

import dev.caravan.octree.Location;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes hierarchy.bin: chunks of {@value #STEP_SIZE} levels and the one below, each in breadth-first order. A node of that
 * last level that has children is a proxy for the chunk it begins.
 */
public final class HierarchyWriter {
    public static final int STEP_SIZE = 4;

    private final NodeTable nodes;
    private final List<Chunk> chunks = new ArrayList<>();
    private final Map<Integer, Chunk> chunkOfNode = new HashMap<>();

    /** @param nodes positions in the sorted table, the chunk's root first */
    private record Chunk(long offset, List<Integer> nodes) {
        long size() {
            return (long) nodes.size() * HierarchyRecord.SIZE;
        }
    }

    private HierarchyWriter(NodeTable nodes) {
        this.nodes = nodes;
    }

    /** @param nodes must hold the root, and with each node its parent */
    public static Metadata.Hierarchy write(NodeTable nodes, Path file) throws IOException {
        NodeTable sorted = nodes.sorted();
        HierarchyWriter writer = new HierarchyWriter(sorted);
        writer.divide();
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
            writer.writeTo(out);
        }
        int depth = Location.level(sorted.location(sorted.count() - 1));
        return new Metadata.Hierarchy(writer.chunks.get(0).size(), STEP_SIZE, depth);
    }

    private void divide() {
        long offset = 0;
        List<Integer> roots = new ArrayList<>(List.of(0));
        for (int i = 0; i < roots.size(); i++) {
            Chunk chunk = new Chunk(offset, collect(roots.get(i), roots));
            chunks.add(chunk);
            chunkOfNode.put(roots.get(i), chunk);
            offset += chunk.size();
        }
    }

    /** The chunk's nodes; those that begin chunks of their own are added to {@code roots}. */
    private List<Integer> collect(int root, List<Integer> roots) {
        List<Integer> found = new ArrayList<>(List.of(root));
        int lastLevel = Location.level(nodes.location(root)) + STEP_SIZE;
        for (int i = 0; i < found.size(); i++) {
            int node = found.get(i);
            boolean last = Location.level(nodes.location(node)) == lastLevel;
            if (last && nodes.childMask(node) != 0) {
                roots.add(node);
            }
            if (!last) {
                addChildren(node, found);
            }
        }
        return found;
    }

    private void addChildren(int node, List<Integer> found) {
        for (int child = 0; child < 8; child++) {
            int position = nodes.find(Location.child(nodes.location(node), child));
            if (position >= 0) {
                found.add(position);
            }
        }
    }

    private void writeTo(OutputStream out) throws IOException {
        for (Chunk chunk : chunks) {
            for (int node : chunk.nodes) {
                boolean isRoot = node == chunk.nodes.get(0);
                out.write(record(node, isRoot).toBytes());
            }
        }
    }

    private HierarchyRecord record(int node, boolean isRoot) {
        HierarchyRecord record = nodes.record(node, nodes.childMask(node));
        Chunk target = isRoot ? null : chunkOfNode.get(node);
        return target == null
                ? record
                : new HierarchyRecord(
                        HierarchyRecord.PROXY, record.childMask(), record.points(), target.offset, target.size());
    }
}
