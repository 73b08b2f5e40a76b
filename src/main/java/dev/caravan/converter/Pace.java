package dev.caravan.converter;

import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Makes speed and a guess at the time left out of what is done of phases that follow each other.
 *
 * @param <P> the phases, in their order
 */
public final class Pace<P extends Comparable<P>> {
    private final SortedMap<P, Double> shares;
    private final LongSupplier clock;
    private final long began;
    private @Nullable P phase;
    private long phaseBegan;
    private long lastDone;
    private double passed;
    private double whole = 1;
    private boolean ended;

    /**
     * How far it is.
     *
     * @param done so many units of this phase
     * @param percent of this phase
     * @param perSecond units a second, of this phase so far
     * @param secondsLeft to the end of all phases; negative while there is nothing to guess by
     * @param end whether this is the phase's end, told for the first time
     * @param time by the clock
     */
    public record Step(
            long done, long total, double percent, double perSecond, double secondsLeft, boolean end, long time) {}

    /**
     * A pace of these phases; what comes before the first that is told is taken as not needed.
     *
     * @param shares parts of the whole time that the phases take, by experience; only the guess depends on them
     * @param clock nanoseconds
     */
    public Pace(SortedMap<P, Double> shares, LongSupplier clock) {
        this.shares = new TreeMap<>(shares);
        this.clock = clock;
        this.began = clock.getAsLong();
    }

    /** Of a conversion that is at its end after this phase. */
    public static Pace<Phase> upTo(Phase last, LongSupplier clock) {
        SortedMap<Phase, Double> shares = new TreeMap<>();
        for (Phase phase : Phase.values()) {
            if (phase.compareTo(last) <= 0) {
                shares.put(phase, phase.share());
            }
        }
        return new Pace<>(shares, clock);
    }

    public Step step(P now, long done, long total) {
        long time = clock.getAsLong();
        if (phase == null || phase.compareTo(now) != 0) {
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
        return new Step(done, total, 100 * part, done / seconds, left(now, part, time), end, time);
    }

    private void enter(P now, long time) {
        if (phase == null) {
            whole = shares.tailMap(now).values().stream()
                    .mapToDouble(share -> share)
                    .sum();
        } else {
            passed += share(phase);
        }
        phase = now;
        phaseBegan = time;
        ended = false;
    }

    private double left(P now, double part, long time) {
        double fraction = whole == 0 ? 0 : Math.min(1, (passed + share(now) * part) / whole);
        return fraction < 0.005 ? -1 : (time - began) / 1e9 * (1 - fraction) / fraction;
    }

    private double share(P phase) {
        return shares.getOrDefault(phase, 0.0);
    }
}
