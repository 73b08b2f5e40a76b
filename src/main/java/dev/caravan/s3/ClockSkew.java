package dev.caravan.s3;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** How far our clock is from a server's that has refused a request for it. */
final class ClockSkew {
    private static final String CODE = "RequestTimeTooSkewed";

    private ClockSkew() {}

    /** As the end of a sentence; empty when the clocks are not the reason. */
    static Optional<String> of(S3Exception answer) {
        if (!Refusal.code(answer).equals(CODE)) {
            return Optional.empty();
        }
        Optional<Duration> ahead = date(answer).map(theirs -> Duration.between(theirs, Instant.now()));
        return Optional.of(ahead.map(by -> "our clock is " + Math.abs(by.toSeconds()) + " seconds "
                        + (by.isNegative() ? "behind" : "ahead of") + " the server's; set this machine's clock")
                .orElse("our clock and the server's differ too much; set this machine's clock"));
    }

    private static Optional<Instant> date(S3Exception answer) {
        try {
            return Optional.ofNullable(answer.awsErrorDetails().sdkHttpResponse())
                    .flatMap(response -> response.firstMatchingHeader("Date"))
                    .map(text -> ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                            .toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
