package dev.caravan.cli.remote;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A time as people write it: `24h` (ago), `2026-11-22`, `2026-11-22T08:30`, `2026-11-22T08:30:00Z`. */
record PointInTime(String text) {
    private static final DateTimeFormatter MILLISECONDS =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT);
    private static final DateTimeFormatter DATE_OR_TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd['T'HH:mm[:ss]]", Locale.ROOT);

    /** For options. */
    static final class Converter implements ITypeConverter<PointInTime> {
        @Override
        public PointInTime convert(String text) {
            PointInTime time = new PointInTime(text.strip());
            time.at(Clock.systemUTC());
            return time;
        }
    }

    /** As the API wants it; null for null. */
    static @Nullable String forApi(@Nullable PointInTime time, Clock clock) {
        return time == null
                ? null
                : MILLISECONDS.format(
                        time.at(clock).truncatedTo(ChronoUnit.MILLIS).atOffset(java.time.ZoneOffset.UTC));
    }

    /** @param clock now, for what is said as an age, and the zone of what has none */
    Instant at(Clock clock) {
        if (Span.matches(text)) {
            return clock.instant().minus(Span.of(text).time());
        }
        try {
            if (text.matches(".*T.*(?:Z|[+-]\\d\\d:?\\d\\d)")) {
                return OffsetDateTime.parse(text).toInstant();
            }
            TemporalAccessor local = DATE_OR_TIME.parseBest(text, LocalDateTime::from, LocalDate::from);
            LocalDateTime time = local instanceof LocalDate day ? day.atStartOfDay() : LocalDateTime.from(local);
            return time.atZone(clock.getZone()).toInstant();
        } catch (DateTimeParseException e) {
            throw new TypeConversionException(
                    "'" + text
                            + "' is no time, expected such as 24h or 7d (ago), 2026-11-22, 2026-11-22T08:30 or 2026-11-22T08:30:00Z");
        }
    }
}
