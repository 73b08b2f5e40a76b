package dev.caravan.converter;

import java.util.Locale;

/** Parts of a conversion, in their order. */
public enum Phase {
    /** All points are read for their bounding box; only where a header's cannot be one. */
    MEASURE,
    /** All points are read, and written to chunks in the scratch directory; again where a header's bounding box was wrong. */
    DISTRIBUTE,
    /** Chunks become nodes. */
    BUILD,
    /** Hierarchy and metadata are written. */
    WRITE,
    /** The result is read again, and proven. */
    VERIFY;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
