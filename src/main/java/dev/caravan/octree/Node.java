package dev.caravan.octree;

/**
 * A node whose subtree is finished, but for the points that its parent may still take.
 *
 * @param records what is kept of the points it has so far
 * @param points how many they are
 * @param below points of the node and of all below it
 * @param hasChildren whether a node below it has been written
 */
record Node(long location, byte[] records, int points, long below, boolean hasChildren) {}
