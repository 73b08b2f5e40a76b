package dev.caravan.s3;

/** A server has something else than what it was sent. Sending it again may help. */
final class WrongAnswerException extends PublishException {
    private static final long serialVersionUID = 1;

    WrongAnswerException(String message) {
        super(message);
    }
}
