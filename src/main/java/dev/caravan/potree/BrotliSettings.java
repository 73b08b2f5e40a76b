package dev.caravan.potree;

import com.aayushatharva.brotli4j.encoder.Encoder;

/**
 * How nodes are compressed; docs/performance.md has what was tried.
 *
 * @param quality 0 to 11
 * @param window base-2 logarithm of the farthest distance, 10 to 24
 */
record BrotliSettings(int quality, int window, Encoder.Mode mode) {
    /**
     * Smaller and faster than PotreeConverter's 6, 22 and GENERIC. FONT is the one way that brotli4j has to the parameters of
     * distance codes (RFC 7932, section 4): NPOSTFIX 1, NDIRECT 12. Even distances are cheaper by it, and here nearly all
     * are multiples of 8.
     */
    static final BrotliSettings DEFAULT = new BrotliSettings(5, 16, Encoder.Mode.FONT);
}
