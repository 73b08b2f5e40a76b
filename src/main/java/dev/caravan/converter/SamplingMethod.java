package dev.caravan.converter;

import java.util.Locale;

/** How an inner node chooses its points from those below it. The names are PotreeConverter's. */
public enum SamplingMethod {
    /** No two points nearer to each other than the node's spacing. */
    POISSON,
    /** One point in each cell of a grid; faster, and less even. */
    RANDOM;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
