package dev.caravan.octree;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;

/**
 * Builds an octree in three steps that the caller drives: the cells' counts are given to the constructor, then each point to
 * {@link #add} in any order, then {@link #finish} writes all nodes to the sink. Memory is bounded by {@link BuildLimits}
 * (about three chunks), by 64 MiB of write buffers, and by 50 000 points for each sibling of the nodes on one path.
 */
public final class OctreeBuilder {
    private final Cube cube;
    private final int stride;
    private final BuildLimits limits;
    private final Path scratch;
    private final NodeSink sink;
    private final LongConsumer built;
    private final Sampling sampling;
    private final TopBuilder top;
    private final ChunkPlan plan;
    private final ChunkFiles files;
    private int plans;

    /**
     * @param stride bytes of a point's record
     * @param scratch an empty directory; may hold all points for a while
     * @param built told how many points each finished chunk had
     */
    public OctreeBuilder(
            Cube cube,
            int stride,
            BuildLimits limits,
            CellCounts counts,
            Path scratch,
            NodeSink sink,
            LongConsumer built) {
        this.cube = cube;
        this.stride = stride;
        this.limits = limits;
        this.scratch = scratch;
        this.sink = sink;
        this.built = built;
        this.sampling = new PoissonSampling(cube);
        this.top = new TopBuilder(sampling, sink, stride);
        this.plan = new ChunkPlan(counts, Location.ROOT, limits.chunkPoints());
        this.files = files(plan);
    }

    private ChunkFiles files(ChunkPlan chunks) {
        return new ChunkFiles(scratch, plans++ + "-", chunks.chunks().size(), stride);
    }

    /** Takes the record at {@code points[at …]}, whose coordinates must be those that were counted. */
    public void add(byte[] points, int at) throws IOException {
        files.add(plan.chunkOf(cube.morton(points, at)), points, at);
    }

    public void finish() throws IOException {
        files.finish();
        Node root = new Subtree(plan, files).build(Location.ROOT);
        sink.write(Location.ROOT, root.points());
    }

    /** Walks the chunks of one plan in order, and merges their nodes upwards. */
    private final class Subtree {
        private final List<ChunkPlan.Chunk> chunks;
        private final ChunkFiles chunkFiles;
        private int next;

        Subtree(ChunkPlan plan, ChunkFiles files) {
            this.chunks = plan.chunks();
            this.chunkFiles = files;
        }

        Node build(long location) throws IOException {
            if (chunks.get(next).location() == location) {
                int chunk = next++;
                return buildChunk(chunks.get(chunk), chunkFiles, chunk);
            }
            List<Node> children = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                long child = Location.child(location, i);
                if (next < chunks.size() && isWithin(chunks.get(next).location(), child)) {
                    children.add(build(child));
                }
            }
            return top.merge(location, children);
        }
    }

    private static boolean isWithin(long location, long ancestor) {
        int below = Location.level(location) - Location.level(ancestor);
        return below >= 0 && location >>> (3 * below) == ancestor;
    }

    private Node buildChunk(ChunkPlan.Chunk chunk, ChunkFiles chunkFiles, int index) throws IOException {
        if (chunk.points() > limits.chunkPoints()) {
            Path file = chunkFiles.file(index);
            return Location.level(chunk.location()) == Location.MAX_LEVEL
                    ? overfullLeaf(chunk, file)
                    : divideAgain(chunk, file);
        }
        Points points = new Points(chunkFiles.take(index), stride);
        Node node = new ChunkBuilder(cube, sampling, sink, limits.leafPoints(), points).build(chunk.location());
        built.accept(chunk.points());
        return node;
    }

    /** A chunk that is too large for memory is treated as the whole was: counted, distributed, built. */
    private Node divideAgain(ChunkPlan.Chunk chunk, Path file) throws IOException {
        CellCounts counts = new CellCounts(chunk.location());
        forEach(file, (record, morton) -> counts.add(morton));
        ChunkPlan finer = new ChunkPlan(counts, chunk.location(), limits.chunkPoints());
        ChunkFiles finerFiles = files(finer);
        forEach(file, (record, morton) -> finerFiles.add(finer.chunkOf(morton), record, 0));
        finerFiles.finish();
        Files.delete(file);
        return new Subtree(finer, finerFiles).build(chunk.location());
    }

    /** More points in one finest cell than fit into memory: the first one stands for them above, the file waits. */
    private Node overfullLeaf(ChunkPlan.Chunk chunk, Path file) throws IOException {
        byte[] first = new byte[stride];
        try (InputStream in = Files.newInputStream(file)) {
            in.readNBytes(first, 0, stride);
        }
        built.accept(chunk.points());
        return new Node(chunk.location(), first, false, file);
    }

    private interface RecordConsumer {
        void accept(byte[] record, long morton) throws IOException;
    }

    private void forEach(Path file, RecordConsumer consumer) throws IOException {
        byte[] record = new byte[stride];
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 20)) {
            while (in.readNBytes(record, 0, stride) == stride) {
                consumer.accept(record, cube.morton(record, 0));
            }
        }
    }
}
