package dev.caravan.octree;

import dev.caravan.binary.ShortCopy;
import java.io.IOException;
import java.util.List;

/** Builds the nodes above the chunks from the nodes below them, as soon as all of these are there. */
final class TopBuilder {
    private final Sampler small;
    private final Sampler large;
    private final NodeWrites writes;
    private final int stride;
    private final Coordinates coordinates;

    TopBuilder(Cube cube, OctreeBuilder.Sampling sampling, NodeWrites writes, int stride) {
        this.coordinates = new Coordinates(cube);
        this.small = sampling.small(cube);
        this.large = sampling.large(cube);
        this.writes = writes;
        this.stride = stride;
    }

    Node merge(long location, List<Node> children) throws IOException {
        int count = children.stream().mapToInt(Node::points).sum();
        byte[] records = concatenated(children, count);
        coordinates.reserve(count);
        int[] candidates = new int[count];
        for (int i = 0; i < count; i++) {
            candidates[i] = i;
            coordinates.set(i, records, i * stride);
        }
        boolean[] chosen = new boolean[count];
        long below = children.stream().mapToLong(Node::below).sum();
        // By the points, not by whether the node is above a chunk: that depends on the memory.
        Sampler sampler = below > BuildLimits.CHUNK_POINTS ? large : small;
        sampler.choose(coordinates, candidates, count, location, chosen);
        boolean written = false;
        int start = 0;
        for (Node child : children) {
            int end = start + child.points();
            written |= write(child, select(records, chosen, false, start, end));
            start = end;
        }
        byte[] taken = select(records, chosen, true, 0, count);
        return new Node(location, taken, taken.length / stride, below, written);
    }

    private byte[] concatenated(List<Node> children, int count) {
        byte[] all = new byte[count * stride];
        int at = 0;
        for (Node child : children) {
            System.arraycopy(child.records(), 0, all, at, child.records().length);
            at += child.records().length;
        }
        return all;
    }

    private byte[] select(byte[] records, boolean[] chosen, boolean wanted, int from, int to) {
        int count = 0;
        for (int i = from; i < to; i++) {
            count += chosen[i] == wanted ? 1 : 0;
        }
        byte[] selected = new byte[count * stride];
        int at = 0;
        for (int i = from; i < to; i++) {
            if (chosen[i] == wanted) {
                ShortCopy.copy(records, i * stride, selected, at, stride);
                at += stride;
            }
        }
        return selected;
    }

    /** @return whether the node is there: an empty leaf is not */
    private boolean write(Node node, byte[] left) throws IOException {
        if (left.length == 0 && !node.hasChildren()) {
            return false;
        }
        writes.write(node.location(), left, left.length / stride);
        return true;
    }
}
