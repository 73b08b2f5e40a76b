package dev.caravan.cli;

import dev.caravan.cli.terminal.Terminal;
import dev.caravan.converter.ConversionProgress;
import java.io.PrintWriter;

/** Progress for somebody who watches, a person or a program. */
interface ProgressReport extends ConversionProgress, AutoCloseable {

    /** How it is told. */
    enum Style {
        AUTO,
        BAR,
        LINES,
        NONE
    }

    static ProgressReport of(Style style, PrintWriter err) {
        return switch (style) {
            case NONE -> (phase, done, total) -> {};
            case BAR -> new ProgressBar(err);
            case LINES -> new ProgressLines(err);
            case AUTO -> Terminal.isStandardError() ? new ProgressBar(err) : new ProgressLines(err);
        };
    }

    /** Nothing will be told any more. */
    @Override
    default void close() {}
}
