package dev.caravan.octree;

import java.io.IOException;

/** Builds the subtree of one chunk in memory. Belongs to one thread at a time; its arrays are used again. */
final class ChunkBuilder {
    private final ChunkPoints points;
    private final Sampler sampler;
    private final int leafPoints;
    /** Numbers of points, those of a node first in its range: what its parent may take. */
    private int[] members = new int[0];

    private int[] candidates = new int[0];
    private int[] rest = new int[0];
    private boolean[] chosen = new boolean[0];

    /** @param kept how many of the numbers from {@code from} on the node has */
    private record Branch(long location, int from, int kept, boolean hasChildren) {}

    ChunkBuilder(Cube cube, int stride, Sampler sampler, int leafPoints) {
        this.points = new ChunkPoints(cube, stride);
        this.sampler = sampler;
        this.leafPoints = leafPoints;
    }

    /** Memory that building takes, with the finished nodes. */
    static long bytesPerPoint(int stride) {
        return 2L * stride + 2 * Long.BYTES + 7 * Integer.BYTES + 1;
    }

    /** @param out takes all nodes but the topmost, which is its end */
    void build(Chunk chunk, Subtree out) throws IOException {
        points.load(chunk);
        int count = points.count();
        if (members.length < count) {
            members = new int[count];
            candidates = new int[count];
            rest = new int[count];
            chosen = new boolean[count];
        }
        for (int i = 0; i < count; i++) {
            members[i] = i;
        }
        Branch top = build(chunk.location(), 0, count, out);
        out.end(top.location, points.records(), members, top.kept, top.hasChildren, count);
    }

    private Branch build(long location, int from, int to, Subtree out) {
        // Points of one finest cell (duplicates, mostly) cannot be told apart by dividing it.
        if (to - from <= leafPoints
                || points.coordinates().morton(from) == points.coordinates().morton(to - 1)) {
            return new Branch(location, from, to - from, false);
        }
        int below = 3 * (Location.MAX_LEVEL - Location.level(location) - 1);
        Branch[] children = new Branch[8];
        int count = 0;
        for (int start = from; start < to; ) {
            long cell = points.coordinates().morton(start) >>> below;
            int end = lowerBound(start, to, (cell + 1) << below);
            children[count++] = build(Location.child(location, (int) cell & 7), start, end, out);
            start = end;
        }
        return merge(location, from, children, count, out);
    }

    private int lowerBound(int from, int to, long code) {
        int low = from;
        int high = to;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (points.coordinates().morton(middle) < code) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private Branch merge(long location, int from, Branch[] children, int count, Subtree out) {
        int total = 0;
        for (int i = 0; i < count; i++) {
            System.arraycopy(members, children[i].from, candidates, total, children[i].kept);
            total += children[i].kept;
        }
        sampler.choose(points.coordinates(), candidates, total, location, chosen);
        boolean written = false;
        int taken = 0;
        int start = 0;
        for (int i = 0; i < count; i++) {
            Branch child = children[i];
            int left = 0;
            for (int c = start; c < start + child.kept; c++) {
                if (chosen[c]) {
                    members[from + taken++] = candidates[c];
                } else {
                    rest[left++] = candidates[c];
                }
            }
            if (left > 0 || child.hasChildren) {
                out.add(child.location, points.records(), rest, left);
                written = true;
            }
            start += child.kept;
        }
        return new Branch(location, from, taken, written);
    }
}
