package dev.caravan.cli.remote;

import com.fasterxml.jackson.databind.JsonNode;
import dev.caravan.cli.terminal.ByteSize;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Values of the API in words for people; what is missing is `-`. */
final class Words {
    static final String NOTHING = "-";

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);
    private static final long MINUTE = 60;
    private static final long HOUR = 60 * MINUTE;
    private static final long DAY = 24 * HOUR;

    private Words() {}

    /** One line that can do nothing to a terminal: what a file is called may hold anything. */
    static String printable(String text) {
        return text.codePoints().anyMatch(Character::isISOControl)
                ? text.codePoints()
                        .map(point -> Character.isISOControl(point) ? '?' : point)
                        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                        .toString()
                : text;
    }

    /** The same of several lines; tabulators stay as well. */
    static String printableLines(String text) {
        StringBuilder lines = new StringBuilder();
        text.codePoints()
                .map(point -> Character.isISOControl(point) && point != '\n' && point != '\t' ? '?' : point)
                .forEach(lines::appendCodePoint);
        return lines.toString();
    }

    static String of(JsonNode value) {
        return isNothing(value) ? NOTHING : printable(value.isValueNode() ? value.asText() : value.toString());
    }

    static String count(JsonNode value) {
        return value.isNumber() ? String.format(Locale.ROOT, "%,d", value.asLong()) : of(value);
    }

    static String bytes(JsonNode value) {
        return value.isNumber() ? ByteSize.inWords(value.asLong()) : of(value);
    }

    /** @param value seconds */
    static String duration(JsonNode value) {
        return value.isNumber() ? duration(value.asDouble()) : of(value);
    }

    /** Such as `0.4 s`, `12 s`, `5 min 3 s`, `2 h 5 min`, `3 d 4 h`. */
    static String duration(double seconds) {
        if (seconds < 9.95) {
            return String.format(Locale.ROOT, "%.1f s", Math.max(0, seconds)).replace(".0 s", " s");
        }
        long whole = Math.round(seconds);
        if (whole < MINUTE) {
            return whole + " s";
        }
        if (whole < HOUR) {
            return two(whole / MINUTE, "min", whole % MINUTE, "s");
        }
        return whole < DAY
                ? two(whole / HOUR, "h", whole % HOUR / MINUTE, "min")
                : two(whole / DAY, "d", whole % DAY / HOUR, "h");
    }

    private static String two(long large, String unit, long small, String smallUnit) {
        return large + " " + unit + (small == 0 ? "" : " " + small + " " + smallUnit);
    }

    /** A time in the zone of the clock. */
    static String time(JsonNode value, Clock clock) {
        Instant time = instant(value);
        return time == null ? of(value) : TIME.format(time.atZone(clock.getZone()));
    }

    /** Such as `2026-11-22 08:39:03 (5 min 3 s ago)`. */
    static String timeAndAge(JsonNode value, Clock clock) {
        Instant time = instant(value);
        return time == null
                ? of(value)
                : time(value, clock) + " (" + duration(Math.floor(seconds(time, clock.instant()))) + " ago)";
    }

    /** How long ago a time is, for a narrow column: `12s`, `5m`, `3h`, `12d`. */
    static String shortAge(JsonNode value, Clock clock) {
        Instant time = instant(value);
        if (time == null) {
            return value.isNumber() ? shortAge(value.asLong()) : of(value);
        }
        return shortAge((long) Math.max(0, seconds(time, clock.instant())));
    }

    private static String shortAge(long seconds) {
        if (seconds < MINUTE) {
            return seconds + "s";
        }
        if (seconds < HOUR) {
            return seconds / MINUTE + "m";
        }
        return seconds < DAY ? seconds / HOUR + "h" : seconds / DAY + "d";
    }

    /** How long something took: until its end, or until now. */
    static String took(JsonNode start, JsonNode end, Clock clock) {
        Instant from = instant(start);
        Instant to = instant(end);
        return from == null ? NOTHING : duration(seconds(from, to == null ? clock.instant() : to));
    }

    private static double seconds(Instant from, Instant to) {
        return Duration.between(from, to).toMillis() / 1e3;
    }

    static @Nullable Instant instant(JsonNode value) {
        try {
            return value.isTextual() ? Instant.parse(value.asText()) : null;
        } catch (DateTimeParseException e) {
            // Shown as it is.
            return null;
        }
    }

    static boolean isNothing(JsonNode value) {
        return value.isMissingNode() || value.isNull();
    }
}
