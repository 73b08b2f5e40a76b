package dev.caravan.cli;

import dev.caravan.converter.Phase;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Makes speed and a guess at the time left out of the points that are done. */
final class Pace {
    /** Parts of the whole time that the phases take, by experience; only the guess depends on them. */
    private static final Map<Phase, Double> SHARES = new EnumMap<>(Map.of(
            Phase.MEASURE, 0.20,
            Phase.DISTRIBUTE, 0.45,
            Phase.BUILD, 0.45,
            Phase.WRITE, 0.02,
            Phase.VERIFY, 0.08));

    private final LongSupplier clock;
    private final long began;
    private @Nullable Phase phase;
    private long phaseBegan;
    private long lastDone;
    private double passed;
    private double whole = 1;
    private boolean ended;

    /**
     * How far it is.
     *
     * @param percent of this phase
     * @param pointsPerSecond of this phase so far
     * @param secondsLeft of the whole conversion; negative while there is nothing to guess by
     * @param end whether this is the phase's end, told for the first time
     */
    record Step(
            Phase phase,
            long done,
            long total,
            double percent,
            double pointsPerSecond,
            double secondsLeft,
            boolean end,
            long time) {}

    /** @param clock nanoseconds */
    Pace(LongSupplier clock) {
        this.clock = clock;
        this.began = clock.getAsLong();
    }

    Step step(Phase now, long done, long total) {
        long time = clock.getAsLong();
        if (phase != now) {
            enter(now, time);
        } else if (done < lastDone) {
            // A header lied, and the phase began anew.
            phaseBegan = time;
            ended = false;
        }
        lastDone = done;
        boolean end = done >= total && !ended;
        ended |= end;
        double part = total == 0 ? 1 : Math.min(1.0, (double) done / total);
        double seconds = Math.max(1e-3, (time - phaseBegan) / 1e9);
        return new Step(now, done, total, 100 * part, done / seconds, left(now, part, time), end, time);
    }

    private void enter(Phase now, long time) {
        if (phase == null) {
            whole = SHARES.values().stream().mapToDouble(share -> share).sum()
                    - (now == Phase.MEASURE ? 0 : share(Phase.MEASURE));
        } else {
            passed += share(phase);
        }
        phase = now;
        phaseBegan = time;
        ended = false;
    }

    private double left(Phase now, double part, long time) {
        double fraction = Math.min(1, (passed + share(now) * part) / whole);
        return fraction < 0.005 ? -1 : (time - began) / 1e9 * (1 - fraction) / fraction;
    }

    private static double share(Phase phase) {
        return SHARES.getOrDefault(phase, 0.0);
    }
}
