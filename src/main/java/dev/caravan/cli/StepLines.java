package dev.caravan.cli;

import java.io.PrintWriter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Progress of other work than converting, as lines: the step, per cent, points, points a second; at most one a second, and one at each step's end. */
final class StepLines {
    private static final long SECOND = 1_000_000_000L;

    private final PrintWriter out;
    private @Nullable Object step;
    private long stepStarted;
    private long lastLine;

    StepLines(PrintWriter out) {
        this.out = out;
    }

    /** @param now what is being done, in a word */
    void line(Object now, long done, long total) {
        long time = System.nanoTime();
        if (!now.equals(step)) {
            step = now;
            stepStarted = time;
            lastLine = time;
        }
        if (done == total || time - lastLine >= SECOND) {
            lastLine = time;
            double seconds = Math.max(1e-3, (time - stepStarted) / 1e9);
            out.printf(
                    Locale.ROOT,
                    "%-10s %3d %% %,15d points %,12.0f points/s%n",
                    now,
                    total == 0 ? 100 : 100 * done / total,
                    done,
                    done / seconds);
            out.flush();
        }
    }
}
