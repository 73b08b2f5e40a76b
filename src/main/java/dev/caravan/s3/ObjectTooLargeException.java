package dev.caravan.s3;

/** No S3 server takes an object of this size. */
public final class ObjectTooLargeException extends PublishException {
    private static final long serialVersionUID = 1;

    ObjectTooLargeException(String key, long size) {
        super(key + " has " + size + " bytes, S3 allows " + PartSize.LARGEST_OBJECT);
    }
}
