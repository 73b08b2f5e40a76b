package dev.caravan.cli.terminal;

import java.util.Locale;

/** The parts of a progress bar. */
public final class Bar {
    private static final int CELLS = 24;

    private Bar() {}

    /** Cells and per cent, such as `[######..................]  25.0 %`. */
    public static String of(double percent) {
        int filled = (int) Math.round(Math.max(0, Math.min(100, percent)) / 100 * CELLS);
        return String.format(Locale.ROOT, "[%s%s] %5.1f %%", "#".repeat(filled), ".".repeat(CELLS - filled), percent);
    }

    /** Such as `4:05 left`; empty when the seconds are negative, which means that nobody knows. */
    public static String left(double seconds) {
        long whole = Math.round(seconds);
        if (whole < 0) {
            return "";
        }
        return whole < 3600
                ? String.format(Locale.ROOT, "%d:%02d left", whole / 60, whole % 60)
                : String.format(Locale.ROOT, "%d:%02d:%02d left", whole / 3600, whole / 60 % 60, whole % 60);
    }
}
