package dev.caravan.octree;

import org.jspecify.annotations.Nullable;

/**
 * A node whose subtree is finished, but for the points that its parent may still take.
 *
 * @param records what is kept of the points it has so far
 * @param points how many they are
 * @param hasChildren whether a node below it has been written
 * @param overfull a leaf that is too large for memory; its first point is in {@code records}
 */
record Node(
        long location,
        byte[] records,
        int points,
        boolean hasChildren,
        @Nullable OverfullLeaf overfull) {}
