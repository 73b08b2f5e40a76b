package dev.caravan.cli.remote;

import dev.caravan.cli.terminal.Terminal;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What a command finds around it when it is called.
 *
 * @param variables the environment: a name's value, or null
 * @param directory where relative paths begin, absolute
 * @param clock the time, and the zone in which times are shown
 * @param outToTerminal whether a person reads standard output
 * @param errToTerminal whether a person reads standard error
 * @param pause waits
 */
record Surroundings(
        UnaryOperator<@Nullable String> variables,
        Path directory,
        Clock clock,
        boolean outToTerminal,
        boolean errToTerminal,
        Pause pause) {
    private static final int USUAL_WIDTH = 80;
    private static final int LEAST_WIDTH = 40;

    /** Waits for some time. */
    interface Pause {
        void of(Duration time) throws InterruptedException;
    }

    static Surroundings real() {
        return new Surroundings(
                System::getenv,
                Path.of("").toAbsolutePath(),
                Clock.systemDefaultZone(),
                Terminal.isStandardOutput(),
                Terminal.isStandardError(),
                time -> Thread.sleep(time.toMillis()));
    }

    /** The value of an environment variable; null when it is not set, or empty. */
    @Nullable
    String variable(String name) {
        String value = variables.apply(name);
        return value == null || value.isEmpty() ? null : value;
    }

    /** Columns of the terminal, by the variable COLUMNS; the widest there is where nobody reads at a terminal. */
    int width(boolean terminal) {
        return terminal ? columns() : Integer.MAX_VALUE;
    }

    /** Colours, unless nobody sees them or somebody does not want them (https://no-color.org). */
    boolean colours() {
        return outToTerminal && variable("NO_COLOR") == null;
    }

    private int columns() {
        String columns = variable("COLUMNS");
        if (columns == null || !columns.matches("\\d{1,5}")) {
            return USUAL_WIDTH;
        }
        return Math.max(LEAST_WIDTH, Integer.parseInt(columns));
    }
}
