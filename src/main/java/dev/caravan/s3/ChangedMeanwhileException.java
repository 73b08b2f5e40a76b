package dev.caravan.s3;

/** Somebody else has written the object since it was read; nothing was written. */
public final class ChangedMeanwhileException extends PublishException {
    private static final long serialVersionUID = 1;

    ChangedMeanwhileException(String message) {
        super(message);
    }
}
