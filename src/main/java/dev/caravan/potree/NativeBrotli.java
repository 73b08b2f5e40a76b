package dev.caravan.potree;

import com.aayushatharva.brotli4j.Brotli4jLoader;

/** The native library that compresses; it is unpacked and loaded when it is first needed. */
final class NativeBrotli {

    private NativeBrotli() {}

    /** @throws UnsupportedOperationException when this machine cannot load it */
    static void load() {
        if (!Brotli4jLoader.isAvailable()) {
            Throwable cause = Brotli4jLoader.getUnavailabilityCause();
            throw new UnsupportedOperationException(
                    "the encoding BROTLI needs the native library of brotli4j, which this machine ("
                            + System.getProperty("os.name") + ", " + System.getProperty("os.arch")
                            + ") could not load; the encoding DEFAULT needs none: " + cause,
                    cause);
        }
    }
}
