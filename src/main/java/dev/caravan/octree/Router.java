package dev.caravan.octree;

import dev.caravan.binary.ShortCopy;
import java.io.IOException;
import java.util.Arrays;

/** Sorts blocks of records into the buckets of their places. Belongs to one thread. */
public final class Router {
    private final Cube cube;
    private final BucketTree tree;
    private final int stride;
    private int[] bucketOf = new int[0];
    private byte[] sorted = new byte[0];
    /** How many records of the block each bucket gets; then, where its next one goes. */
    private int[] next = new int[0];

    private int[] met = new int[0];
    private int metCount;

    Router(Cube cube, BucketTree tree) {
        this.cube = cube;
        this.tree = tree;
        this.stride = tree.stride();
    }

    /** Adds the first {@code count} records. */
    public void add(byte[] records, int count) throws IOException {
        prepare(count);
        count(records, count);
        int sum = 0;
        for (int i = 0; i < metCount; i++) {
            int size = next[met[i]];
            next[met[i]] = sum;
            sum += size;
        }
        sort(records, count);
        int from = 0;
        for (int i = 0; i < metCount; i++) {
            int to = next[met[i]];
            next[met[i]] = 0;
            tree.append(met[i], sorted, from * stride, (to - from) * stride);
            from = to;
        }
    }

    private void prepare(int count) {
        if (bucketOf.length < count) {
            bucketOf = new int[count];
            sorted = new byte[count * stride];
            met = new int[count];
        }
        metCount = 0;
    }

    private void count(byte[] records, int count) {
        for (int i = 0, at = 0; i < count; i++, at += stride) {
            int bucket = tree.find(cube.morton(records, at));
            if (bucket >= next.length) {
                next = Arrays.copyOf(next, tree.capacity());
            }
            if (next[bucket]++ == 0) {
                met[metCount++] = bucket;
            }
            bucketOf[i] = bucket;
        }
    }

    private void sort(byte[] records, int count) {
        for (int i = 0, at = 0; i < count; i++, at += stride) {
            ShortCopy.copy(records, at, sorted, next[bucketOf[i]]++ * stride, stride);
        }
    }
}
