package dev.caravan.cluster;

import java.io.IOException;

/** The API server does not answer, or has trouble of its own: nothing is known of what works there, and nothing is wrong with it. */
public final class ClusterAwayException extends IOException {
    private static final long serialVersionUID = 1L;

    ClusterAwayException(String message, Throwable cause) {
        super(message, cause);
    }
}
