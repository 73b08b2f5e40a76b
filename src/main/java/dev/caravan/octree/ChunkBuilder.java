package dev.caravan.octree;

import java.io.IOException;
import java.util.Arrays;

/** Builds the subtree of one chunk, whose points are in memory. */
final class ChunkBuilder {
    private final Cube cube;
    private final Sampling sampling;
    private final NodeSink sink;
    private final int leafSize;
    private final Points points;
    private final MortonOrder order;

    /** A node and the numbers of its points. */
    private record Branch(long location, int[] points, boolean hasChildren) {}

    ChunkBuilder(Cube cube, Sampling sampling, NodeSink sink, int leafSize, Points points) {
        this.cube = cube;
        this.sampling = sampling;
        this.sink = sink;
        this.leafSize = leafSize;
        this.points = points;
        this.order = MortonOrder.of(this.cube, points.bytes(), points.stride());
    }

    Node build(long location) throws IOException {
        Branch top = build(location, 0, points.count());
        return new Node(location, points.gather(top.points), top.hasChildren);
    }

    private Branch build(long location, int from, int to) throws IOException {
        // Points of one finest cell (duplicates, mostly) cannot be told apart by dividing it.
        if (to - from <= leafSize || order.codes[from] == order.codes[to - 1]) {
            return new Branch(location, Arrays.copyOfRange(order.points, from, to), false);
        }
        int below = 3 * (Location.MAX_LEVEL - Location.level(location) - 1);
        Branch[] children = new Branch[8];
        int count = 0;
        for (int start = from; start < to; ) {
            long cell = order.codes[start] >>> below;
            int end = order.lowerBound(start, to, (cell + 1) << below);
            children[count++] = build(Location.child(location, (int) cell & 7), start, end);
            start = end;
        }
        return merge(location, Arrays.copyOf(children, count));
    }

    private Branch merge(long location, Branch[] children) throws IOException {
        int[] candidates = new int
                [Arrays.stream(children).mapToInt(child -> child.points.length).sum()];
        int filled = 0;
        for (Branch child : children) {
            System.arraycopy(child.points, 0, candidates, filled, child.points.length);
            filled += child.points.length;
        }
        boolean[] chosen = sampling.choose(points, candidates, location);
        boolean written = false;
        int start = 0;
        for (Branch child : children) {
            int end = start + child.points.length;
            int[] left = Sampling.select(candidates, chosen, false, start, end);
            if (left.length > 0 || child.hasChildren) {
                sink.write(child.location, points.gather(left));
                written = true;
            }
            start = end;
        }
        return new Branch(location, Sampling.select(candidates, chosen, true, 0, candidates.length), written);
    }
}
