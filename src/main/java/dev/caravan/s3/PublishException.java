package dev.caravan.s3;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;

/** A target refused, failed, or shows something else than what was sent. Worth another try later. */
public class PublishException extends IOException {

    public PublishException(String message) {
        super(message);
    }

    public PublishException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /**
     * Whether the target has refused, and will until somebody changes something there or here: wrong or no credentials, no such bucket, a
     * bucket of another region.
     */
    public boolean isRefusal() {
        return getCause() instanceof SdkException e && Refusal.lasts(e);
    }
}
