package dev.caravan.potree;

/**
 * How nodes are compressed.
 *
 * @param quality 0 to 11
 * @param window base-2 logarithm of the farthest distance, 10 to 24
 */
record BrotliSettings(int quality, int window) {
    /** As PotreeConverter. */
    static final BrotliSettings POTREE_CONVERTER = new BrotliSettings(6, 22);

    static final BrotliSettings DEFAULT = POTREE_CONVERTER;
}
