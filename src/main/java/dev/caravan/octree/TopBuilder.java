package dev.caravan.octree;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;

/** Builds the nodes above the chunks from the nodes below them, as soon as all of these are there. */
final class TopBuilder {
    private final Sampling sampling;
    private final NodeSink sink;
    private final int stride;

    TopBuilder(Sampling sampling, NodeSink sink, int stride) {
        this.sampling = sampling;
        this.sink = sink;
        this.stride = stride;
    }

    Node merge(long location, List<Node> children) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (Node child : children) {
            all.write(child.points());
        }
        Points points = new Points(all.toByteArray(), stride);
        int[] candidates = new int[points.count()];
        for (int i = 0; i < candidates.length; i++) {
            candidates[i] = i;
        }
        boolean[] chosen = sampling.choose(points, candidates, location);
        boolean written = false;
        int start = 0;
        for (Node child : children) {
            int end = start + child.points().length / stride;
            int[] left = Sampling.select(candidates, chosen, false, start, end);
            if (left.length > 0 || child.hasChildren()) {
                sink.write(child.location(), points.gather(left));
                written = true;
            }
            start = end;
        }
        int[] taken = Sampling.select(candidates, chosen, true, 0, candidates.length);
        return new Node(location, points.gather(taken), written);
    }
}
