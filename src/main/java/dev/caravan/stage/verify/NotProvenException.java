package dev.caravan.stage.verify;

/** A converter said that it had succeeded, and its octree says otherwise. */
public class NotProvenException extends RuntimeException {

    public NotProvenException(String message) {
        super(message);
    }
}
