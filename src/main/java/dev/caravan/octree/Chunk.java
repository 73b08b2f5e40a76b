package dev.caravan.octree;

import java.util.List;

/**
 * A node whose subtree is built as a whole.
 *
 * @param points how many there are below the node
 * @param buckets that hold them
 */
record Chunk(long location, long points, List<Bucket> buckets) {}
