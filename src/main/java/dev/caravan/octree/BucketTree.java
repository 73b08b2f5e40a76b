package dev.caravan.octree;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicIntegerArray;

/**
 * Points on their way into the octree: a tree of buckets that grows where points arrive. A bucket that has been given enough
 * of them is divided, and those that come later go to its children; what it holds is handed down at the end. So points are
 * written once, whatever their density, and nothing need be known of them before. Safe for use by several threads.
 */
final class BucketTree {
    static final int ROOT = 0;
    private static final int BITS = 3 * Location.MAX_LEVEL;

    private final Path scratch;
    private final int stride;
    private final int bufferBytes;
    private volatile long fullBytes;
    /** Number of each bucket's first child; 0 while it has none. */
    private volatile AtomicIntegerArray children = new AtomicIntegerArray(1024);

    private volatile Bucket[] buckets = new Bucket[1024];
    private int count = 1;

    BucketTree(Path scratch, int stride, BuildLimits limits) {
        this.scratch = scratch;
        this.stride = stride;
        this.bufferBytes = limits.bufferBytes();
        buckets[ROOT] = bucket(Location.ROOT);
        divideAfter(limits.bucketPoints());
    }

    private Bucket bucket(long location) {
        return new Bucket(location, scratch.resolve(Long.toOctalString(location) + ".points"), bufferBytes);
    }

    /** How many points a bucket is given before it is divided. */
    void divideAfter(long points) {
        fullBytes = points * stride;
    }

    int stride() {
        return stride;
    }

    /** More than any bucket's number. */
    int capacity() {
        return buckets.length;
    }

    Bucket get(int bucket) {
        return buckets[bucket];
    }

    /** The bucket for a point; when it has been divided meanwhile, the point may be added to it all the same. */
    int find(long morton) {
        AtomicIntegerArray links = children;
        int bucket = ROOT;
        int shift = BITS - 3;
        for (int first = links.getAcquire(ROOT); first != 0; first = links.getAcquire(bucket)) {
            bucket = first + ((int) (morton >>> shift) & 7);
            shift -= 3;
        }
        return bucket;
    }

    void append(int bucket, byte[] records, int at, int length) throws IOException {
        long bytes = buckets[bucket].append(records, at, length);
        if (bytes >= fullBytes && firstChild(bucket) == 0) {
            divide(bucket);
        }
    }

    /** Number of the first of eight children; 0 when there are none. */
    int firstChild(int bucket) {
        return children.getAcquire(bucket);
    }

    synchronized void divide(int bucket) {
        long location = buckets[bucket].location;
        if (firstChild(bucket) != 0 || Location.level(location) == Location.MAX_LEVEL) {
            return;
        }
        grow();
        for (int i = 0; i < 8; i++) {
            buckets[count + i] = bucket(Location.child(location, i));
        }
        // Whoever sees the link sees the buckets, too.
        children.setRelease(bucket, count);
        count += 8;
    }

    private void grow() {
        if (count + 8 <= buckets.length) {
            return;
        }
        AtomicIntegerArray larger = new AtomicIntegerArray(2 * buckets.length);
        for (int i = 0; i < count; i++) {
            larger.setPlain(i, children.getPlain(i));
        }
        buckets = Arrays.copyOf(buckets, 2 * buckets.length);
        children = larger;
    }

    /** Points of a bucket and of all below it. */
    long points(int bucket) {
        long points = buckets[bucket].bytes() / stride;
        int first = firstChild(bucket);
        for (int i = 0; first != 0 && i < 8; i++) {
            points += points(first + i);
        }
        return points;
    }

    void flush() throws IOException {
        for (int i = 0; i < count; i++) {
            buckets[i].flush();
        }
    }
}
