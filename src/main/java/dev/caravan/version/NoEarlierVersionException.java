package dev.caravan.version;

import java.io.IOException;

/** There is nothing to roll back to. */
public final class NoEarlierVersionException extends IOException {
    private static final long serialVersionUID = 1;

    NoEarlierVersionException(String message) {
        super(message);
    }
}
