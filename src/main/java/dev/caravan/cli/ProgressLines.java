package dev.caravan.cli;

import dev.caravan.converter.ConversionPlan;
import dev.caravan.converter.Pace;
import dev.caravan.converter.Phase;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.function.LongSupplier;

/**
 * Progress for programs: `plan` once, then `progress` at most once a second and at the end of each phase, `key=value` in an order
 * that stays. docs/convert.md describes them; keys may be added at the end.
 */
final class ProgressLines implements ProgressReport {
    private static final long SECOND = 1_000_000_000L;

    private final PrintWriter out;
    private final Pace<Phase> pace;
    private final LongSupplier peakMemory;
    private long lastLine;

    ProgressLines(PrintWriter out) {
        this(out, System::nanoTime, PeakMemory::bytes);
    }

    /**
     * With another clock, and another memory.
     *
     * @param clock nanoseconds
     * @param peakMemory bytes that the process has had at most
     */
    ProgressLines(PrintWriter out, LongSupplier clock, LongSupplier peakMemory) {
        this.out = out;
        this.peakMemory = peakMemory;
        this.pace = Pace.upTo(Phase.VERIFY, clock);
        this.lastLine = clock.getAsLong();
    }

    @Override
    public void planned(ConversionPlan plan) {
        out.printf(
                Locale.ROOT,
                "plan files=%d points=%d scratch_bytes=%d output_bytes=%d threads=%d memory_bytes=%d%n",
                plan.files(),
                plan.points(),
                plan.scratchBytes(),
                plan.outputBytes(),
                plan.resources().threads(),
                plan.resources().memory());
        out.flush();
    }

    @Override
    public void progress(Phase phase, long done, long total) {
        Pace.Step step = pace.step(phase, done, total);
        if (step.end() || step.time() - lastLine >= SECOND) {
            lastLine = step.time();
            out.printf(
                    Locale.ROOT,
                    "progress phase=%s percent=%.1f done=%d total=%d points_per_second=%.0f eta_seconds=%s peak_memory_bytes=%d%n",
                    phase,
                    step.percent(),
                    done,
                    total,
                    step.perSecond(),
                    step.secondsLeft() < 0 ? "unknown" : String.format(Locale.ROOT, "%.1f", step.secondsLeft()),
                    peakMemory.getAsLong());
            out.flush();
        }
    }
}
