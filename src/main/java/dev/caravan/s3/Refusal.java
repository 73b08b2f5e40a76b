package dev.caravan.s3;

import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** What a failed request means for the next one. */
enum Refusal {
    /** It may go well when it is made again. */
    PASSING,
    /** So may this one; and fewer at a time. */
    TOO_MUCH,
    /** Credentials have run out in the meantime: new ones are to be asked for, and may come a little later. */
    EXPIRED,
    /** The server does not know the credentials, or no longer: it helps only to have others. */
    UNKNOWN_CREDENTIALS,
    FINAL;

    private static final String NO_CREDENTIALS = "Unable to load credentials";
    private static final Set<Integer> LASTING_ANSWERS = Set.of(301, 401, 403);
    private static final Set<String> PASSING_CODES = Set.of(
            "RequestTimeout",
            "RequestTimeTooSkewed",
            "InternalError",
            "ServiceUnavailable",
            "OperationAborted",
            "BadDigest",
            "IncompleteBody",
            "XAmzContentSHA256Mismatch",
            "XAmzContentChecksumMismatch");
    private static final Set<String> TOO_MUCH_CODES =
            Set.of("SlowDown", "Throttling", "ThrottlingException", "RequestLimitExceeded", "TooManyRequests");
    private static final Set<String> EXPIRED_CODES =
            Set.of("ExpiredToken", "ExpiredTokenException", "TokenRefreshRequired");
    private static final Set<String> UNKNOWN_CODES =
            Set.of("InvalidAccessKeyId", "InvalidToken", "SignatureDoesNotMatch");

    static Refusal of(SdkException e) {
        if (e instanceof S3Exception answer) {
            return of(answer);
        }
        // Without an answer: the connection was cut or timed out, unless it is us who ended it, or could not read what
        // to send.
        return e instanceof AbortedException || isOurs(e) ? FINAL : PASSING;
    }

    private static Refusal of(S3Exception answer) {
        String code = code(answer);
        if (EXPIRED_CODES.contains(code)) {
            return EXPIRED;
        }
        if (UNKNOWN_CODES.contains(code)) {
            return UNKNOWN_CREDENTIALS;
        }
        if (NoRoom.isSaidBy(answer)) {
            return PASSING;
        }
        if (TOO_MUCH_CODES.contains(code) || answer.statusCode() == 503 || answer.statusCode() == 429) {
            return TOO_MUCH;
        }
        return PASSING_CODES.contains(code) || (answer.statusCode() >= 500 && answer.statusCode() != 501)
                ? PASSING
                : FINAL;
    }

    /** Whether it helps only to change something: credentials, rights, the name of the bucket, its region. */
    static boolean lasts(SdkException e) {
        if (e instanceof S3Exception answer) {
            Refusal refusal = of(answer);
            return refusal == UNKNOWN_CREDENTIALS
                    || (refusal == FINAL
                            && (LASTING_ANSWERS.contains(answer.statusCode())
                                    || code(answer).equals("NoSuchBucket")));
        }
        return anySays(e, message -> message.startsWith(NO_CREDENTIALS));
    }

    static String code(S3Exception answer) {
        return answer.awsErrorDetails() == null || answer.awsErrorDetails().errorCode() == null
                ? ""
                : answer.awsErrorDetails().errorCode();
    }

    private static boolean isOurs(Throwable e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof ChangedFileException || cause instanceof java.nio.file.FileSystemException) {
                return true;
            }
        }
        return anySays(
                e, message -> message.startsWith(NO_CREDENTIALS) || message.contains("Connection pool shut down"));
    }

    private static boolean anySays(Throwable e, Predicate<String> what) {
        return Stream.iterate(e, cause -> cause != null, Throwable::getCause)
                .anyMatch(cause -> what.test(String.valueOf(cause.getMessage())));
    }
}
