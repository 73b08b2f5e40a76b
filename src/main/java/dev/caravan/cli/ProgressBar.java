package dev.caravan.cli;

import dev.caravan.cli.terminal.Bar;
import dev.caravan.cli.terminal.ByteSize;
import dev.caravan.converter.ConversionPlan;
import dev.caravan.converter.Pace;
import dev.caravan.converter.Phase;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.function.LongSupplier;

/** Progress for people at a terminal: one line, drawn anew in its place. */
final class ProgressBar implements ProgressReport {
    private static final long FRAME = 100_000_000L;
    /** Back to the first column, and clear the line. */
    private static final String REDRAW = "\r\033[K";

    private final PrintWriter out;
    private final Pace<Phase> pace;
    private long lastFrame;
    private boolean drawn;

    ProgressBar(PrintWriter out) {
        this(out, System::nanoTime);
    }

    ProgressBar(PrintWriter out, LongSupplier clock) {
        this.out = out;
        this.pace = Pace.upTo(Phase.VERIFY, clock);
        this.lastFrame = clock.getAsLong();
    }

    @Override
    public void planned(ConversionPlan plan) {
        out.printf(
                Locale.ROOT,
                "%,d points in %,d %s; octree up to %s, scratch up to %s; %d %s, %s of memory%n",
                plan.points(),
                plan.files(),
                plan.files() == 1 ? "file" : "files",
                ByteSize.inWords(plan.outputBytes()),
                ByteSize.inWords(plan.scratchBytes()),
                plan.resources().threads(),
                plan.resources().threads() == 1 ? "thread" : "threads",
                ByteSize.inWords(plan.resources().memory()));
        out.flush();
    }

    @Override
    public void progress(Phase phase, long done, long total) {
        Pace.Step step = pace.step(phase, done, total);
        if (step.end() || !drawn || step.time() - lastFrame >= FRAME) {
            lastFrame = step.time();
            drawn = true;
            out.printf(
                    Locale.ROOT,
                    REDRAW + "%-10s %s  %.2f M points/s  %s",
                    phase,
                    Bar.of(step.percent()),
                    step.perSecond() / 1e6,
                    Bar.left(step.secondsLeft()));
            out.flush();
        }
    }

    @Override
    public void close() {
        if (drawn) {
            out.print(REDRAW);
            out.flush();
        }
    }
}
