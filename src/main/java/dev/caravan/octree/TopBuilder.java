package dev.caravan.octree;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Builds the nodes above the chunks from the nodes below them, as soon as all of these are there. */
final class TopBuilder {
    private static final int BUFFER = 1 << 20;

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
            written |= write(child, points.gather(left));
            start = end;
        }
        int[] taken = Sampling.select(candidates, chosen, true, 0, candidates.length);
        return new Node(location, points.gather(taken), written);
    }

    /** @return whether the node is there: an empty leaf is not */
    private boolean write(Node node, byte[] left) throws IOException {
        if (node.overfull() != null) {
            writeOverfull(node.location(), left, node.overfull());
            return true;
        }
        if (left.length == 0 && !node.hasChildren()) {
            return false;
        }
        sink.write(node.location(), left);
        return true;
    }

    private void writeOverfull(long location, byte[] left, Path file) throws IOException {
        try (InputStream rest = new BufferedInputStream(Files.newInputStream(file), BUFFER)) {
            rest.skipNBytes(stride);
            InputStream all = new SequenceInputStream(new ByteArrayInputStream(left), rest);
            sink.write(location, all, left.length + Files.size(file) - stride);
        }
        Files.delete(file);
    }
}
