package dev.caravan.potree;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** Decodes every node of a BROTLI octree, on all cores, and compares each point with its node's box. */
final class CompressedNodes {
    private static final int PIECE = 1 << 16;

    private final Metadata metadata;
    private final int bytesPerPoint;
    private final List<HierarchyReader.Node> nodes = new ArrayList<>();
    private long decoded;

    CompressedNodes(Metadata metadata) {
        this.metadata = metadata;
        this.bytesPerPoint = StructureOfArrays.bytesPerPoint(metadata.attributes());
    }

    void add(HierarchyReader.Node node) {
        if (node.record().points() > 0) {
            nodes.add(node);
        }
    }

    int count() {
        return nodes.size();
    }

    /**
     * Decodes all of them.
     *
     * @param progress told how many points have been decoded, by one thread at a time; what it throws ends this
     * @return the fault of the first node that has one, in words; null when there is none
     * @throws UnsupportedOperationException when this machine lacks the native library
     */
    @Nullable
    String fault(Path octree, LongConsumer progress) throws IOException {
        NativeBrotli.load();
        try (FileChannel channel = FileChannel.open(OctreeFiles.points(octree), StandardOpenOption.READ)) {
            return nodes.parallelStream()
                    .map(node -> fault(channel, node, progress))
                    .filter(Objects::nonNull)
                    .findFirst()
                    .orElse(null);
        } catch (UncheckedIOException e) {
            throw new IOException(e.getCause());
        }
    }

    private @Nullable String fault(FileChannel channel, HierarchyReader.Node node, LongConsumer progress) {
        try {
            check(channel, node);
            count(node.record().points(), progress);
            return null;
        } catch (InvalidOctreeException e) {
            return e.getMessage();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private synchronized void count(long points, LongConsumer progress) {
        decoded += points;
        progress.accept(decoded);
    }

    private void check(FileChannel channel, HierarchyReader.Node node) throws IOException, InvalidOctreeException {
        long last;
        try (NodeInflater inflater = new NodeInflater(channel, node.record(), PIECE)) {
            try {
                inflate(inflater, node, Long.MAX_VALUE);
                return;
            } catch (InvalidOctreeException e) {
                last = Math.max(0, inflater.read() - PIECE);
            }
        }
        try (NodeInflater again = new NodeInflater(channel, node.record(), PIECE)) {
            inflate(again, node, last);
        }
    }

    private void inflate(NodeInflater inflater, HierarchyReader.Node node, long careful)
            throws IOException, InvalidOctreeException {
        long points = node.record().points();
        DecodedPositions positions = new DecodedPositions(new NodeBox(node, metadata), points);
        inflater.inflate(points * bytesPerPoint, careful, positions::take);
    }
}
