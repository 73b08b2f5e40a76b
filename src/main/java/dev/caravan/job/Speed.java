package dev.caravan.job;

import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** How fast something goes, as people feel it: the last half minute counts most, and a moment's silence does not make it stop. */
public final class Speed {
    private static final double SECOND = 1e9;
    /** Older measurements fade with this time constant. */
    private static final double MEMORY_SECONDS = 15;
    /** Shorter intervals tell more of the buffers on the way than of the way. */
    private static final double SHORTEST_SECONDS = 0.5;

    private final LongSupplier clock;
    private long since;
    private double units;
    private double weighted;
    private double weight;

    /** @param clock nanoseconds */
    public Speed(LongSupplier clock) {
        this.clock = clock;
        this.since = clock.getAsLong();
    }

    /** So many more units have been done. */
    public void add(long more) {
        units += more;
        double seconds = (clock.getAsLong() - since) / SECOND;
        if (seconds >= SHORTEST_SECONDS) {
            double fading = Math.exp(-seconds / MEMORY_SECONDS);
            weighted = weighted * fading + units / seconds * (1 - fading);
            weight = weight * fading + 1 - fading;
            units = 0;
            since = clock.getAsLong();
        }
    }

    /** Units a second; null before that can be told. */
    public @Nullable Double perSecond() {
        return weight == 0 ? null : weighted / weight;
    }

    /** Seconds for so many more units; null before that can be told. */
    public @Nullable Double secondsFor(long left) {
        Double speed = perSecond();
        return speed == null || speed <= 0 ? null : Math.max(0, left) / speed;
    }
}
