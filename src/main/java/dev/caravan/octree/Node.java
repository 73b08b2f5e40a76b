package dev.caravan.octree;

/**
 * A node whose subtree is finished, but for the points that its parent may still take.
 *
 * @param points the records it has so far
 * @param hasChildren whether a node below it has been written
 */
record Node(long location, byte[] points, boolean hasChildren) {}
