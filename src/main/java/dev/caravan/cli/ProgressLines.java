package dev.caravan.cli;

import dev.caravan.converter.ConversionProgress;
import dev.caravan.converter.Phase;
import java.io.PrintWriter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Progress as lines: the phase, per cent, points, points a second; at most one a second, and one at each phase's end. */
final class ProgressLines implements ConversionProgress {
    private static final long SECOND = 1_000_000_000L;

    private final PrintWriter out;
    private @Nullable Object phase;
    private long phaseStarted;
    private long lastLine;

    ProgressLines(PrintWriter out) {
        this.out = out;
    }

    @Override
    public void progress(Phase now, long done, long total) {
        line(now, done, total);
    }

    /** @param now what is being done, in a word */
    void line(Object now, long done, long total) {
        long time = System.nanoTime();
        if (!now.equals(phase)) {
            phase = now;
            phaseStarted = time;
            lastLine = time;
        }
        if (done == total || time - lastLine >= SECOND) {
            lastLine = time;
            double seconds = Math.max(1e-3, (time - phaseStarted) / 1e9);
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
