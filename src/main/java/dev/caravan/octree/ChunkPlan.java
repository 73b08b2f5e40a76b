package dev.caravan.octree;

import dev.caravan.worker.Workers;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;

/**
 * Which nodes are built as a whole: the highest that have at most so many points, and the finest cells even when they have
 * more. What is in the buckets above them is handed down to them.
 */
final class ChunkPlan {
    private static final int BLOCK = 8192;

    private final BucketTree tree;
    private final Cube cube;
    private final long limit;
    private final Workers workers;
    private final List<Chunk> chunks = new ArrayList<>();

    private ChunkPlan(BucketTree tree, Cube cube, long limit, Workers workers) {
        this.tree = tree;
        this.cube = cube;
        this.limit = limit;
        this.workers = workers;
    }

    /** @return in depth-first order of their places, which is the order they are to be built in */
    static List<Chunk> of(BucketTree tree, Cube cube, long limit, Workers workers) throws IOException {
        ChunkPlan plan = new ChunkPlan(tree, cube, limit, workers);
        plan.handDownAll();
        tree.flush();
        plan.collect(BucketTree.ROOT);
        return plan.chunks;
    }

    /** Level by level, as what is handed down may make the buckets below too large. */
    private void handDownAll() throws IOException {
        List<Integer> level = List.of(BucketTree.ROOT);
        while (!level.isEmpty()) {
            List<Integer> below = new ArrayList<>();
            List<Future<Void>> running = new ArrayList<>();
            for (int bucket : level) {
                if (isAbove(bucket)) {
                    tree.divide(bucket);
                    tree.get(bucket).flush();
                    running.add(workers.submit(() -> handDown(bucket)));
                    below.add(bucket);
                }
            }
            for (Future<Void> one : running) {
                Workers.await(one);
            }
            level = childrenOf(below);
        }
    }

    private boolean isAbove(int bucket) {
        return tree.points(bucket) > limit && Location.level(tree.get(bucket).location) < Location.MAX_LEVEL;
    }

    private List<Integer> childrenOf(List<Integer> divided) {
        List<Integer> children = new ArrayList<>();
        for (int bucket : divided) {
            for (int i = 0; i < 8; i++) {
                children.add(tree.firstChild(bucket) + i);
            }
        }
        return children;
    }

    private Void handDown(int number) throws IOException {
        Bucket bucket = tree.get(number);
        long left = bucket.bytes() / tree.stride();
        if (left == 0) {
            return null;
        }
        Router router = new Router(cube, tree);
        byte[] block = new byte[BLOCK * tree.stride()];
        try (InputStream in = new BufferedInputStream(Files.newInputStream(bucket.file()), block.length)) {
            while (left > 0) {
                workers.checkStopped();
                int count = (int) Math.min(BLOCK, left);
                in.readNBytes(block, 0, count * tree.stride());
                router.add(block, count);
                left -= count;
            }
        }
        Files.delete(bucket.file());
        bucket.empty();
        return null;
    }

    private void collect(int bucket) {
        long points = tree.points(bucket);
        if (points == 0) {
            return;
        }
        if (!isAbove(bucket)) {
            List<Bucket> buckets = new ArrayList<>();
            addFilled(bucket, buckets);
            chunks.add(new Chunk(tree.get(bucket).location, points, List.copyOf(buckets)));
            return;
        }
        for (int i = 0; i < 8; i++) {
            collect(tree.firstChild(bucket) + i);
        }
    }

    private void addFilled(int bucket, List<Bucket> filled) {
        if (tree.get(bucket).bytes() > 0) {
            filled.add(tree.get(bucket));
        }
        int first = tree.firstChild(bucket);
        for (int i = 0; first != 0 && i < 8; i++) {
            addFilled(first + i, filled);
        }
    }
}
