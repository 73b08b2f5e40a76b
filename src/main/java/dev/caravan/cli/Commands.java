package dev.caravan.cli;

import dev.caravan.cli.remote.RemoteCommands;
import java.util.stream.Stream;
import picocli.CommandLine;

/**
 * Finds the command that is meant. Spring is not loaded, not even by a mention of its classes, unless the service itself is: the
 * others are to be there at once.
 */
public final class Commands {

    private Commands() {}

    /** @return the exit code, or {@link CaravanCommand#RUNNING} */
    public static int run(String... words) {
        Integer exit = ConverterCommands.run(words);
        if (exit == null) {
            exit = RemoteCommands.run(words);
        }
        if (exit == null) {
            exit = (isOnlySettings(words) ? new CommandLine(new CaravanCommand()) : whole()).execute(words);
        }
        return exit;
    }

    /** With all commands, for help and completion; the service starts sooner without them. */
    static CommandLine whole() {
        CommandLine whole = new CommandLine(new CaravanCommand());
        RemoteCommands.addTo(whole);
        return whole;
    }

    private static boolean isOnlySettings(String... words) {
        return Stream.of(words)
                .allMatch(word -> word.equals("--once") || (word.startsWith("--") && word.contains("=")));
    }
}
