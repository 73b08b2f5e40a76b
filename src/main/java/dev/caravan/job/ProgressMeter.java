package dev.caravan.job;

import java.time.Instant;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Counts what is done of one phase, and tells it a few times a second with its speed and the time left. For any thread. */
public final class ProgressMeter {
    private static final long BETWEEN = 200_000_000L;

    private final String phase;
    private final String unit;
    private final LongSupplier clock;
    private final Consumer<Progress> listener;
    private final Speed speed;
    private @Nullable Long total;
    private long done;
    private @Nullable String current;
    private long told;

    /**
     * A meter that stands at 0.
     *
     * @param unit `points`, `bytes` or `files`
     * @param total of so many; null when that is not known
     */
    public ProgressMeter(String phase, String unit, @Nullable Long total, Consumer<Progress> listener) {
        this(phase, unit, total, listener, System::nanoTime);
    }

    /** @param clock nanoseconds */
    ProgressMeter(String phase, String unit, @Nullable Long total, Consumer<Progress> listener, LongSupplier clock) {
        this.phase = phase;
        this.unit = unit;
        this.total = total;
        this.listener = listener;
        this.clock = clock;
        this.speed = new Speed(clock);
        this.told = clock.getAsLong() - BETWEEN;
    }

    /** So many more units have been done. */
    public synchronized void add(long units) {
        done += units;
        speed.add(units);
        tell(clock.getAsLong() - told >= BETWEEN);
    }

    /** So many units need not be done: they count, but not for the speed. */
    public synchronized void skip(long units) {
        done += units;
        tell(true);
    }

    /** As many units as this have been done in all; fewer than before are none. */
    public synchronized void reach(long units) {
        add(Math.max(0, units - done));
    }

    /** What is in work now: a file, an object, a directory. */
    public synchronized void at(@Nullable String thing) {
        current = thing;
        tell(clock.getAsLong() - told >= BETWEEN);
    }

    /** How far it is now. When more has been done than there should be, nobody knows the total any more. */
    public synchronized Progress progress() {
        if (total != null && done > total) {
            total = null;
        }
        Progress plain = Progress.of(phase, done, total, unit, current);
        return new Progress(
                phase,
                plain.percent(),
                done,
                total,
                unit,
                speed.perSecond(),
                total == null ? null : speed.secondsFor(total - done),
                current,
                null,
                Instant.now());
    }

    private void tell(boolean due) {
        if (due || (total != null && done == total)) {
            told = clock.getAsLong();
            listener.accept(progress());
        }
    }
}
