package dev.caravan.stage.scan;

/** A manifest, or a line of it, that means nothing; the message is a clause that says where and why. */
final class ManifestException extends Exception {

    ManifestException(String message) {
        super(message);
    }
}
