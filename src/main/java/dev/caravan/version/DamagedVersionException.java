package dev.caravan.version;

import dev.caravan.s3.PublishException;

/** A version is not all there, or not what its manifest says. */
public final class DamagedVersionException extends PublishException {
    private static final long serialVersionUID = 1;

    DamagedVersionException(String message) {
        super(message);
    }
}
