package dev.caravan.proof;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** An uncompressed octree that is too large to be decoded into objects: node by node, and of its points only where they lie. */
final class LargeOctree {
    /** A leaf, or a node whose points are not all in one place, holds no more. */
    private static final int MOST_POINTS = 100_000;

    private final JsonNode metadata;
    private final List<OctreeShape.Record> nodes;
    private final List<String> faults;
    private final double[] scale = new double[3];
    private final int stride;
    private long hash;

    private LargeOctree(Path directory) throws IOException {
        metadata = new ObjectMapper().readTree(Files.readAllBytes(directory.resolve("metadata.json")));
        nodes = OctreeShape.nodes(directory, metadata);
        faults = new ArrayList<>(OctreeShape.faults(directory, metadata));
        int bytes = 0;
        for (JsonNode attribute : metadata.get("attributes")) {
            bytes += attribute.get("size").asInt();
        }
        stride = bytes;
        for (int axis = 0; axis < 3; axis++) {
            scale[axis] = metadata.get("scale").get(axis).asDouble();
        }
    }

    /**
     * @param expected sum of {@link #hash(long, long, long)} over all points, from the lower corner of all
     * @param spaced whether inner nodes keep their spacing
     * @return what is wrong, in words; empty when nothing is
     */
    static List<String> faults(Path directory, long expected, boolean spaced) throws IOException {
        LargeOctree octree = new LargeOctree(directory);
        try (FileChannel channel = FileChannel.open(directory.resolve("octree.bin"))) {
            for (OctreeShape.Record node : octree.nodes) {
                octree.judge(node, octree.points(node, channel), spaced);
            }
        }
        if (octree.hash != expected) {
            octree.faults.add("the points are not those of the source");
        }
        return octree.faults;
    }

    /** Of one place; sums of it do not depend on the order of the points. */
    static long hash(long x, long y, long z) {
        long mixed = (x * 0x9E3779B97F4A7C15L ^ y) * 0xC2B2AE3D27D4EB4FL ^ z;
        mixed = (mixed ^ mixed >>> 29) * 0x165667B19E3779F9L;
        return mixed ^ mixed >>> 32;
    }

    private int[][] points(OctreeShape.Record node, FileChannel channel) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate((int) node.size()).order(ByteOrder.LITTLE_ENDIAN);
        while (bytes.hasRemaining() && channel.read(bytes, node.offset() + bytes.position()) >= 0) {}
        int[][] points = new int[(int) node.points()][];
        for (int i = 0; i < points.length; i++) {
            int at = i * stride;
            points[i] = new int[] {bytes.getInt(at), bytes.getInt(at + 4), bytes.getInt(at + 8)};
        }
        return points;
    }

    private void judge(OctreeShape.Record node, int[][] points, boolean spaced) {
        double edge = metadata.get("spacing").asDouble() * 128 / (1L << node.level());
        for (int[] point : points) {
            hash += hash(point[0], point[1], point[2]);
            requireInside(node, point, edge);
        }
        if (points.length > MOST_POINTS && !onePlace(points)) {
            faults.add(node.name() + " has " + points.length + " points");
        }
        if (spaced && !node.leaf()) {
            requireSpacing(node, points, edge / 128);
        }
    }

    private void requireInside(OctreeShape.Record node, int[] point, double edge) {
        for (int axis = 0; axis < 3; axis++) {
            double low = 0;
            double half = edge * (1L << node.level());
            for (char digit : node.name().substring(1).toCharArray()) {
                half /= 2;
                low += (digit - '0' >> 2 - axis & 1) * half;
            }
            double at = point[axis] * scale[axis];
            if ((at < low - scale[axis] || at > low + edge + scale[axis]) && faults.size() < 5) {
                faults.add(node.name() + " has a point at " + at + ", expected " + low + " to " + (low + edge));
            }
        }
    }

    private static boolean onePlace(int[][] points) {
        for (int[] point : points) {
            for (int axis = 0; axis < 3; axis++) {
                if (point[axis] != points[0][axis]) {
                    return false;
                }
            }
        }
        return true;
    }

    private void requireSpacing(OctreeShape.Record node, int[][] points, double spacing) {
        double[][] places = new double[points.length][];
        for (int i = 0; i < points.length; i++) {
            places[i] = new double[] {points[i][0] * scale[0], points[i][1] * scale[1], points[i][2] * scale[2]};
        }
        double nearest = SpacingProof.nearest(places, spacing);
        if (nearest < spacing * (1 - 1e-9)) {
            faults.add(node.name() + " has points at a distance of " + nearest + ", its spacing is " + spacing);
        }
        if (points.length > SpacingProof.MOST_POINTS) {
            faults.add(node.name() + " is an inner node of " + points.length + " points");
        }
    }
}
