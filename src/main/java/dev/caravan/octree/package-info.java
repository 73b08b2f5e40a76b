/**
 * The octree itself: brings points to buckets in a scratch directory, divides these into chunks, and builds each chunk, then
 * what is above them, in memory. Points are byte records that begin with three 32-bit coordinates; of the rest nothing is known.
 */
@NullMarked
package dev.caravan.octree;

import org.jspecify.annotations.NullMarked;
