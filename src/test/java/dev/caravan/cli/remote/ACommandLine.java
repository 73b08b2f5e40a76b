package dev.caravan.cli.remote;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Calls a command as at a shell, at ten o'clock of a certain day, in a certain directory; pauses are noted, not made, unless the service is real. */
final class ACommandLine {
    static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

    final Map<String, String> variables = new HashMap<>();
    final List<Duration> pauses = new ArrayList<>();
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private Path directory = Path.of("/data/las");
    private boolean terminal;
    private Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
    private Surroundings.Pause pause = pauses::add;

    static ACommandLine to(FakeApi api) {
        ACommandLine line = new ACommandLine();
        line.variables.put("CARAVAN_URL", api.url());
        return line;
    }

    /** To a service that is real, in a time that passes. */
    static ACommandLine to(URI service, Path directory) {
        ACommandLine line = new ACommandLine();
        line.variables.put("CARAVAN_URL", service.toString());
        line.directory = directory;
        line.clock = Clock.systemUTC();
        line.pause = time -> Thread.sleep(time.toMillis());
        return line;
    }

    ACommandLine in(Path place) {
        directory = place;
        return this;
    }

    ACommandLine atATerminal(int columns) {
        terminal = true;
        variables.put("COLUMNS", String.valueOf(columns));
        return this;
    }

    ACommandLine with(String variable, String value) {
        variables.put(variable, value);
        return this;
    }

    /** @return the exit code */
    int run(String... words) {
        Surroundings surroundings = new Surroundings(variables::get, directory, clock, terminal, terminal, pause);
        return RemoteCommands.commandLine(words[0], surroundings)
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(Arrays.copyOfRange(words, 1, words.length));
    }

    String out() {
        return out.toString();
    }

    String err() {
        return err.toString();
    }
}
