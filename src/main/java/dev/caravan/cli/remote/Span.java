package dev.caravan.cli.remote;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A length of time as people write it: `30s`, `5m`, `12h`, `30d`, `2w`. */
record Span(Duration time) {
    private static final Pattern SPAN = Pattern.compile("(\\d{1,6})\\s?([smhdw])");
    private static final Map<String, Duration> UNITS = Map.of(
            "s", Duration.ofSeconds(1),
            "m", Duration.ofMinutes(1),
            "h", Duration.ofHours(1),
            "d", Duration.ofDays(1),
            "w", Duration.ofDays(7));

    /** For options. */
    static final class Converter implements ITypeConverter<Span> {
        @Override
        public Span convert(String text) {
            return of(text);
        }
    }

    static boolean matches(String text) {
        return SPAN.matcher(text.strip().toLowerCase(Locale.ROOT)).matches();
    }

    static Span of(String text) {
        Matcher span = SPAN.matcher(text.strip().toLowerCase(Locale.ROOT));
        Duration unit = span.matches() ? UNITS.get(span.group(2)) : null;
        if (unit == null || Long.parseLong(span.group(1)) == 0) {
            throw new TypeConversionException(
                    "'" + text + "' is no length of time, expected such as 30s, 5m, 12h, 30d or 2w");
        }
        return new Span(unit.multipliedBy(Long.parseLong(span.group(1))));
    }
}
