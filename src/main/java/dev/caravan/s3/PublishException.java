package dev.caravan.s3;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A target refused, failed, or shows something else than what was sent. Worth another try later. */
public class PublishException extends IOException {

    public PublishException(String message) {
        super(message);
    }

    public PublishException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
