package dev.caravan.converter.builtin;

import dev.caravan.converter.ConversionProgress;
import dev.caravan.converter.Phase;

/** Adds up what several workers have done of a phase. */
final class PhaseProgress {
    private final ConversionProgress progress;
    private final Phase phase;
    private final long total;
    private long done;

    PhaseProgress(ConversionProgress progress, Phase phase, long total) {
        this.progress = progress;
        this.phase = phase;
        this.total = total;
    }

    synchronized void add(long points) {
        done += points;
        progress.progress(phase, done, total);
    }
}
