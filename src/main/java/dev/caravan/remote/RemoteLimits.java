package dev.caravan.remote;

import java.time.Duration;

/**
 * How much is read of what others serve.
 *
 * @param bytes of one document, as it is when nothing packs it
 * @param redirects that are followed for one document
 * @param silence how long a server may be silent
 * @param whole how long one document may take, redirects included
 */
public record RemoteLimits(int bytes, int redirects, Duration silence, Duration whole) {

    public RemoteLimits {
        if (bytes < 1 || redirects < 0 || silence.toMillis() < 1 || whole.toMillis() < 1) {
            throw new IllegalArgumentException("limits of " + bytes + " bytes, " + redirects + " redirects, " + silence
                    + " and " + whole + "; none may be nothing or less, but for redirects");
        }
    }

    /** 32 MiB: the metadata of a Sentinel-2 product is about 1. */
    public static RemoteLimits within(Duration whole) {
        return new RemoteLimits(32 << 20, 5, whole, whole);
    }
}
