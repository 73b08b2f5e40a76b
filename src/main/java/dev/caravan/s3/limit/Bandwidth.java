package dev.caravan.s3.limit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * Lets bytes go as fast as the timetable allows at the present minute. Whoever comes first goes first; after a pause a tenth of a
 * second's bytes may go at once.
 */
public final class Bandwidth {
    private static final long NANOS = 1_000_000_000;
    private static final Duration BURST = Duration.ofMillis(100);

    private final BandwidthSettings settings;
    private final boolean unlimited;
    private final Clock clock;
    private final Pause pause;
    private Instant free;
    private Instant minuteEnds = Instant.MIN;
    private long limit;

    /** Lets time pass. */
    public interface Pause {
        void last(Duration duration) throws InterruptedException;
    }

    public Bandwidth(BandwidthSettings settings, Clock clock, Pause pause) {
        this.settings = settings;
        this.unlimited = settings.isUnlimited();
        this.clock = clock;
        this.pause = pause;
        this.free = clock.instant();
    }

    /** Waits until so many bytes may go. */
    public void take(int bytes) throws InterruptedException {
        if (unlimited) {
            return;
        }
        Duration wait = reserve(bytes);
        if (!wait.isZero()) {
            pause.last(wait);
        }
    }

    private synchronized Duration reserve(int bytes) {
        Instant now = clock.instant();
        if (!now.isBefore(minuteEnds)) {
            limit = settings.at(now);
            minuteEnds = now.plusSeconds(60 - now.getEpochSecond() % 60).minusNanos(now.getNano());
        }
        if (limit == 0) {
            free = now;
            return Duration.ZERO;
        }
        Instant earliest = now.minus(BURST);
        free = (free.isBefore(earliest) ? earliest : free).plusNanos(bytes * NANOS / limit);
        return free.isAfter(now) ? Duration.between(now, free) : Duration.ZERO;
    }
}
