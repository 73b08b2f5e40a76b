package dev.caravan.manifest;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** What should be a manifest is none, or one that this release cannot read. */
public final class ManifestException extends IOException {
    private static final long serialVersionUID = 1;

    /** What lies around a manifest is at fault. */
    public static ManifestException of(String message) {
        return new ManifestException(message, null);
    }

    ManifestException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
