package dev.caravan.las;

import dev.caravan.las.raw.Vector;

/**
 * A header that has been checked.
 *
 * @param minor LAS 1.minor
 * @param recordLength bytes a point, with extra bytes
 * @param pointDataOffset byte offset of the first point, or of the compressed data
 * @param points the count to go by; the file may be shorter
 * @param scale positive and finite
 * @param offset finite
 * @param min as stored; may be anything
 * @param max as stored; may be anything
 */
public record LasHeader(
        int minor,
        PointFormat format,
        int recordLength,
        long pointDataOffset,
        long points,
        Vector scale,
        Vector offset,
        Vector min,
        Vector max) {

    /** Whether the bounding box could be one. */
    public boolean hasPlausibleBounds() {
        return min.finite() && max.finite() && min.x() <= max.x() && min.y() <= max.y() && min.z() <= max.z();
    }
}
