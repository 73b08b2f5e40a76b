package dev.caravan.octree;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Nodes kept in memory; refuses a second one of the same place. */
final class MemorySink implements NodeSink {
    private final int stride;
    private final Map<Long, byte[]> nodes = new TreeMap<>();

    MemorySink(int stride) {
        this.stride = stride;
    }

    @Override
    public void write(long location, byte[] points) {
        if (nodes.put(location, points) != null) {
            throw new IllegalStateException("node " + Long.toOctalString(location) + " is written twice");
        }
    }

    @Override
    public void write(long location, InputStream points, long bytes) throws IOException {
        byte[] all = points.readAllBytes();
        if (all.length != bytes) {
            throw new IllegalStateException("announced " + bytes + " bytes, got " + all.length);
        }
        write(location, all);
    }

    Map<Long, byte[]> nodes() {
        return nodes;
    }

    boolean hasChildren(long location) {
        return nodes.keySet().stream().anyMatch(other -> other >>> 3 == location);
    }

    List<int[]> points(long location) {
        Points points = new Points(nodes.get(location), stride);
        List<int[]> all = new ArrayList<>();
        for (int i = 0; i < points.count(); i++) {
            all.add(new int[] {
                points.coordinate(i, 0),
                points.coordinate(i, 1),
                points.coordinate(i, 2),
                stride > 12 ? points.coordinate(i, 3) : 0
            });
        }
        return all;
    }

    Collection<int[]> points() {
        return nodes.keySet().stream().flatMap(node -> points(node).stream()).toList();
    }
}
