/** The room where an octree is proven against its sources, and moved to its place. */
package dev.caravan.stage.verify;
