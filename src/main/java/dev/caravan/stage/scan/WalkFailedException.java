package dev.caravan.stage.scan;

/** The walk through the sources broke off; the cause says why. */
final class WalkFailedException extends RuntimeException {

    WalkFailedException(Throwable cause) {
        super(cause.toString(), cause);
    }
}
