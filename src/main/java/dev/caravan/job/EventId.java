package dev.caravan.job;

import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A place in the stream of events.
 *
 * @param time milliseconds since the epoch, by Redis' clock
 * @param number of the entry in its millisecond
 */
public record EventId(long time, long number) implements Comparable<EventId> {
    /** Before the first. */
    public static final EventId BEGINNING = new EventId(0, 0);

    /** As many digits as any `long` can take. */
    private static final Pattern TEXT = Pattern.compile("(\\d{1,18})-(\\d{1,18})");

    private static final Comparator<EventId> ORDER =
            Comparator.comparingLong(EventId::time).thenComparingLong(EventId::number);

    /** Empty when the text, `<time>-<number>`, is none. */
    public static Optional<EventId> of(String text) {
        Matcher parts = TEXT.matcher(text);
        return parts.matches()
                ? Optional.of(new EventId(Long.parseLong(parts.group(1)), Long.parseLong(parts.group(2))))
                : Optional.empty();
    }

    @Override
    public int compareTo(EventId other) {
        return ORDER.compare(this, other);
    }

    /** As Redis writes it. */
    @Override
    public String toString() {
        return time + "-" + number;
    }
}
