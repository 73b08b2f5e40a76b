package dev.caravan.octree;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A node whose subtree is finished, but for the points that its parent may still take.
 *
 * @param points the records it has so far
 * @param hasChildren whether a node below it has been written
 * @param overfull scratch file with the records of a leaf that is too large for memory; the first one is in {@code points}
 */
record Node(
        long location,
        byte[] points,
        boolean hasChildren,
        @Nullable Path overfull) {

    Node(long location, byte[] points, boolean hasChildren) {
        this(location, points, hasChildren, null);
    }
}
