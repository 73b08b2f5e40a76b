package dev.caravan.s3;

import java.io.IOException;

/** A request was ended because nothing of it has moved for too long. */
final class StalledException extends IOException {
    private static final long serialVersionUID = 1;

    StalledException(String message) {
        super(message);
    }
}
