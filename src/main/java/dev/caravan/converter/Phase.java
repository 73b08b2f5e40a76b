package dev.caravan.converter;

import java.util.Locale;

/** Parts of a conversion, in their order. */
public enum Phase {
    /** All points are read, and counted on a grid. */
    COUNT,
    /** All points are read again, and written to chunks in the scratch directory. */
    DISTRIBUTE,
    /** Chunks become nodes. */
    BUILD,
    /** Hierarchy and metadata are written. */
    WRITE;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
