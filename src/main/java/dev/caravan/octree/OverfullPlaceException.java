package dev.caravan.octree;

import java.io.IOException;

/** More points than fit into memory lie at one place, where no dividing helps. The message says how many, and what would do. */
public final class OverfullPlaceException extends IOException {

    OverfullPlaceException(String message) {
        super(message);
    }
}
