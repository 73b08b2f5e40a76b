package dev.caravan.version;

import java.io.IOException;

/** A version that somebody asked for is not there. */
public final class UnknownVersionException extends IOException {
    private static final long serialVersionUID = 1;

    UnknownVersionException(String message) {
        super(message);
    }
}
