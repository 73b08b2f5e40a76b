package dev.caravan.octree;

import dev.caravan.binary.LittleEndian;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Nodes kept in memory, in the order they came; refuses a second one of the same place. */
final class MemorySink implements NodeSink {
    private final int stride;
    private final Map<Long, byte[]> nodes = new LinkedHashMap<>();

    MemorySink(int stride) {
        this.stride = stride;
    }

    @Override
    public void write(long location, long points, byte[] data, int at, int length) {
        if (length != points * stride) {
            throw new IllegalStateException("announced " + points + " points, got " + length + " bytes");
        }
        if (nodes.put(location, Arrays.copyOfRange(data, at, at + length)) != null) {
            throw new IllegalStateException("node " + Long.toOctalString(location) + " is written twice");
        }
    }

    Map<Long, byte[]> nodes() {
        return nodes;
    }

    boolean hasChildren(long location) {
        return nodes.keySet().stream().anyMatch(other -> other >>> 3 == location);
    }

    List<int[]> points(long location) {
        byte[] bytes = nodes.get(location);
        List<int[]> all = new ArrayList<>();
        for (int at = 0; at < bytes.length; at += stride) {
            int[] point = new int[stride / 4];
            for (int i = 0; i < point.length; i++) {
                point[i] = LittleEndian.signedInt(bytes, at + 4 * i);
            }
            all.add(point);
        }
        return all;
    }

    Collection<int[]> points() {
        return nodes.keySet().stream().flatMap(node -> points(node).stream()).toList();
    }
}
