package dev.caravan.octree;

import dev.caravan.worker.Workers;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Builds an octree in three steps that the caller drives: all points go to {@link #router routers}, of which each thread has
 * its own; {@link #settle} divides them into chunks; {@link #build} writes all nodes to a sink. The nodes and their order
 * depend on the points only: not on the order they came in, on threads, or on memory.
 */
public final class OctreeBuilder {
    private final Cube cube;
    private final int stride;
    private final BuildLimits limits;
    private final Workers workers;
    private final BucketTree tree;
    private List<Chunk> chunks = List.of();

    /**
     * How the points of inner nodes are chosen, and what becomes of the nodes.
     *
     * @param cut what is kept of a record
     * @param codecs one for each thread; null when records are written as they are
     * @param built told how many points each finished chunk had
     */
    public record Output(
            Sampling sampling,
            RecordCut cut,
            @Nullable Supplier<NodeCodec> codecs,
            NodeSink sink,
            LongConsumer built) {}

    /** How an inner node chooses its points. */
    public enum Sampling {
        POISSON(PoissonSampler::new, cube -> new CentreFirst(cube, new PoissonSampler(cube))),
        GRID(GridSampler::new, GridSampler::new);

        /** Of nodes that have no more points below them than the largest chunk, and of those that have. */
        private final Function<Cube, Sampler> small;

        private final Function<Cube, Sampler> large;

        Sampling(Function<Cube, Sampler> small, Function<Cube, Sampler> large) {
            this.small = small;
            this.large = large;
        }

        Sampler small(Cube cube) {
            return small.apply(cube);
        }

        Sampler large(Cube cube) {
            return large.apply(cube);
        }
    }

    /**
     * @param stride bytes of a point's record, which begins with three 32-bit coordinates
     * @param scratch an empty directory; holds all points for a while
     */
    public OctreeBuilder(Cube cube, int stride, BuildLimits limits, Path scratch, Workers workers) {
        this.cube = cube;
        this.stride = stride;
        this.limits = limits;
        this.workers = workers;
        this.tree = new BucketTree(scratch, stride, limits);
    }

    /** Takes points; belongs to one thread. */
    public Router router() {
        return new Router(cube, tree);
    }

    /**
     * Divides what the routers have taken into chunks.
     *
     * @throws OverfullPlaceException when more points than fit into memory lie at one place, where no dividing helps
     */
    public void settle() throws IOException {
        tree.divideAfter(limits.finer().bucketPoints());
        chunks = ChunkPlan.of(tree, cube, limits.chunkPoints(), workers);
        for (Chunk chunk : chunks) {
            limits.requireRoomFor(chunk.points(), stride);
        }
    }

    public void build(Output output) throws IOException {
        Building building = new Building(output);
        Node root = building.build(Location.ROOT);
        building.writes.write(Location.ROOT, root.records(), root.points());
        building.writes.finish();
    }

    /** Walks the chunks in order while workers build those ahead, and merges their topmost nodes upwards. */
    private final class Building {
        private final Output output;
        private final NodeWrites writes;
        private final TopBuilder top;
        private final Queue<ChunkBuilder> builders = new ConcurrentLinkedQueue<>();
        private final Queue<Subtree> subtrees = new ConcurrentLinkedQueue<>();
        private final Deque<Future<Subtree>> ahead = new ArrayDeque<>();
        private int submitted;
        private int next;

        Building(Output output) {
            this.output = output;
            this.writes = new NodeWrites(output.sink, workers, output.codecs);
            this.top = new TopBuilder(cube, output.sampling, writes, output.cut.stride());
        }

        Node build(long location) throws IOException {
            if (chunks.get(next).location() == location) {
                next++;
                return take();
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

        private Node take() throws IOException {
            workers.checkStopped();
            submitAhead();
            Subtree subtree = Workers.await(ahead.remove());
            submitAhead();
            writes.write(subtree);
            Node node = subtree.top();
            output.built.accept(node.below());
            subtree.clear();
            subtrees.add(subtree);
            return node;
        }

        private void submitAhead() {
            while (ahead.size() <= limits.threads() && submitted < chunks.size()) {
                Chunk chunk = chunks.get(submitted++);
                ahead.add(workers.submit(() -> buildChunk(chunk)));
            }
        }

        private Subtree buildChunk(Chunk chunk) throws IOException {
            ChunkBuilder builder = builders.poll();
            if (builder == null) {
                builder = new ChunkBuilder(cube, stride, output.sampling.small(cube), limits.leafPoints());
            }
            Subtree subtree = subtrees.poll();
            if (subtree == null) {
                subtree = new Subtree(output.cut, output.codecs == null ? null : output.codecs.get());
            }
            builder.build(chunk, subtree);
            builders.add(builder);
            return subtree;
        }
    }

    private static boolean isWithin(long location, long ancestor) {
        int below = Location.level(location) - Location.level(ancestor);
        return below >= 0 && location >>> (3 * below) == ancestor;
    }
}
