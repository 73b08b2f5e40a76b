package dev.caravan.converter;

import java.util.Locale;

/** Parts of a conversion, in their order. */
public enum Phase {
    /** All points are read for their bounding box; only where a header's cannot be one. */
    MEASURE(0.20),
    /** All points are read, and written to chunks in the scratch directory; again where a header's bounding box was wrong. */
    DISTRIBUTE(0.45),
    /** Chunks become nodes. */
    BUILD(0.45),
    /** Hierarchy and metadata are written. */
    WRITE(0.02),
    /** The result is read again, and proven. */
    VERIFY(0.08);

    private final double share;

    Phase(double share) {
        this.share = share;
    }

    /** Of the time that a conversion takes, in proportion to the others', by experience. */
    double share() {
        return share;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
