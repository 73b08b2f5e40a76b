package dev.caravan.zarr;

/**
 * How much of a store is looked at.
 *
 * @param documentBytes size of one metadata document
 * @param nodes groups and arrays together
 * @param depth names in the path of one of them
 */
public record ZarrLimits(int documentBytes, int nodes, int depth) {
    /** A Sentinel-2 product has about 150 nodes, seven deep, and a megabyte of consolidated metadata. */
    public static final ZarrLimits USUAL = new ZarrLimits(32 << 20, 100_000, 32);

    public ZarrLimits {
        if (documentBytes < 1 || nodes < 1 || depth < 1) {
            throw new IllegalArgumentException("limits of " + documentBytes + " bytes, " + nodes + " nodes and " + depth
                    + " names; each is 1 or more");
        }
    }
}
