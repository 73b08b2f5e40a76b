package dev.caravan.why;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Times as people say them. */
final class Span {

    private Span() {}

    /** `12 s`, `3 min 20 s`, `2 h 5 min`, `4 days`; what is negative is `0 s`. */
    static String of(Duration duration) {
        long seconds = Math.max(0, duration.toSeconds());
        if (seconds < 120) {
            return seconds + " s";
        } else if (seconds < 3600) {
            return seconds / 60 + " min" + rest(seconds % 60, "s");
        } else if (seconds < 48 * 3600) {
            return seconds / 3600 + " h" + rest(seconds % 3600 / 60, "min");
        }
        return seconds / 86400 + " days";
    }

    static String between(Instant from, Instant to) {
        return of(Duration.between(from, to));
    }

    /** To the second. */
    static String time(Instant instant) {
        return instant.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    private static String rest(long number, String unit) {
        return number == 0 ? "" : " " + number + " " + unit;
    }
}
