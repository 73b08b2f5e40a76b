package dev.caravan.potree;

import java.util.Arrays;
import java.util.stream.IntStream;

/** All nodes of an octree: where their points lie. About 32 bytes a node. */
public final class NodeTable {
    private long[] locations = new long[1024];
    private long[] points = new long[1024];
    private long[] offsets = new long[1024];
    private long[] sizes = new long[1024];
    private int count;

    /** @param location as {@link dev.caravan.octree.Location} has it: a leading 1, three bits a level */
    public void add(long location, long pointCount, long offset, long size) {
        if (count == locations.length) {
            int larger = count * 2;
            locations = Arrays.copyOf(locations, larger);
            points = Arrays.copyOf(points, larger);
            offsets = Arrays.copyOf(offsets, larger);
            sizes = Arrays.copyOf(sizes, larger);
        }
        locations[count] = location;
        points[count] = pointCount;
        offsets[count] = offset;
        sizes[count] = size;
        count++;
    }

    public int count() {
        return count;
    }

    public long points() {
        return Arrays.stream(points, 0, count).sum();
    }

    /** The same nodes in breadth-first order, which is that of their locations. */
    NodeTable sorted() {
        int[] order = IntStream.range(0, count)
                .boxed()
                .sorted((a, b) -> Long.compare(locations[a], locations[b]))
                .mapToInt(Integer::intValue)
                .toArray();
        NodeTable sorted = new NodeTable();
        for (int node : order) {
            sorted.add(locations[node], points[node], offsets[node], sizes[node]);
        }
        return sorted;
    }

    /** Position of a location in a sorted table; negative when it is not there. */
    int find(long location) {
        return Arrays.binarySearch(locations, 0, count, location);
    }

    long location(int node) {
        return locations[node];
    }

    /** Which children a node of a sorted table has. */
    int childMask(int node) {
        int mask = 0;
        for (int child = 0; child < 8; child++) {
            if (find(locations[node] << 3 | child) >= 0) {
                mask |= 1 << child;
            }
        }
        return mask;
    }

    HierarchyRecord record(int node, int childMask) {
        int type = childMask == 0 ? HierarchyRecord.LEAF : HierarchyRecord.NORMAL;
        return new HierarchyRecord(type, childMask, points[node], offsets[node], sizes[node]);
    }
}
