package dev.caravan.stage.scan;

import dev.caravan.file.FileStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * When to look again before the schedule does: while files wait, and when a scan could not come to its end. First after
 * the settle time (5 s at least), then after twice as long, up to 10 minutes; from the beginning when something was
 * claimed. A scan that ended early is repeated at once; when it ends early again, after 5 s, and so on. While Redis is
 * away nothing is due.
 */
public final class ScanAgenda {
    private static final Duration SHORTEST = Duration.ofSeconds(5);
    private static final Duration LONGEST = Duration.ofMinutes(10);

    private final Duration first;
    private final FileStore store;
    private final Clock clock;
    private Duration delay;
    private Duration repeat = Duration.ZERO;
    private @Nullable Instant next;

    public ScanAgenda(Duration settle, FileStore store, Clock clock) {
        this.first = max(settle, SHORTEST);
        this.store = store;
        this.clock = clock;
        this.delay = first;
    }

    /** Whether a scan is to begin now. */
    public boolean isDue() {
        return timeHasCome() && store.answers();
    }

    /** When the next scan is due, as far as files wait for it; null while none does. */
    public synchronized @Nullable Instant next() {
        return next;
    }

    synchronized void started() {
        next = null;
    }

    synchronized void finished(ScanResult result) {
        if (result.claimed() > 0) {
            delay = first;
        }
        if (!result.complete()) {
            next = clock.instant().plus(repeat);
            repeat = longer(max(repeat, SHORTEST.dividedBy(2)));
            return;
        }
        repeat = Duration.ZERO;
        if (result.waiting() > 0) {
            next = clock.instant().plus(delay);
            delay = longer(delay);
        } else {
            next = null;
            delay = first;
        }
    }

    private synchronized boolean timeHasCome() {
        return next != null && !clock.instant().isBefore(next);
    }

    private static Duration max(Duration a, Duration b) {
        return a.compareTo(b) < 0 ? b : a;
    }

    private static Duration longer(Duration delay) {
        Duration doubled = delay.multipliedBy(2);
        return doubled.compareTo(LONGEST) < 0 ? doubled : LONGEST;
    }
}
