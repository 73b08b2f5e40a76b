package dev.caravan.s3.limit;

import java.time.DayOfWeek;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.util.unit.DataSize;

/**
 * A time of the week with a limit of its own.
 *
 * @param days on which it begins
 * @param from its first moment
 * @param to the first moment after it; not after {@code from}: on the next day
 * @param limit bytes a second; 0 for none
 */
record Period(Set<DayOfWeek> days, LocalTime from, LocalTime to, long limit) {
    static final String RULE =
            "days, times and bytes a second, for instance 'MON-FRI 08:00-18:00 5MB' or 'SAT,SUN 00:00-24:00 0MB'";

    private static final Pattern TEXT =
            Pattern.compile("(\\S+) +([0-2]\\d:[0-5]\\d)-([0-2]\\d:[0-5]\\d) +(\\d+(?:B|KB|MB|GB)?)");
    private static final List<String> NAMES =
            Stream.of(DayOfWeek.values()).map(day -> day.name().substring(0, 3)).toList();

    /** @throws IllegalArgumentException (a DateTimeException is none) when it is no such text */
    static Period of(String text) {
        Matcher parts = TEXT.matcher(text.strip());
        if (!parts.matches()) {
            throw new IllegalArgumentException(text);
        }
        return new Period(
                days(parts.group(1)),
                time(parts.group(2)),
                time(parts.group(3)),
                DataSize.parse(parts.group(4)).toBytes());
    }

    boolean covers(LocalDateTime moment) {
        LocalTime time = moment.toLocalTime();
        boolean begun = !time.isBefore(from);
        if (from.isBefore(to)) {
            return days.contains(moment.getDayOfWeek()) && begun && time.isBefore(to);
        }
        return begun
                ? days.contains(moment.getDayOfWeek())
                : time.isBefore(to) && days.contains(moment.getDayOfWeek().minus(1));
    }

    private static LocalTime time(String text) {
        if (text.compareTo("24:00") > 0) {
            throw new IllegalArgumentException(text);
        }
        return text.equals("24:00") ? LocalTime.MIDNIGHT : LocalTime.parse(text);
    }

    private static Set<DayOfWeek> days(String text) {
        Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
        for (String range : text.split(",")) {
            String[] ends = range.split("-", 2);
            DayOfWeek last = day(ends[ends.length - 1]);
            for (DayOfWeek day = day(ends[0]); day != last; day = day.plus(1)) {
                days.add(day);
            }
            days.add(last);
        }
        return days;
    }

    private static DayOfWeek day(String name) {
        int number = NAMES.indexOf(name.toUpperCase(Locale.ROOT));
        if (number < 0) {
            throw new IllegalArgumentException(name);
        }
        return DayOfWeek.of(number + 1);
    }
}
