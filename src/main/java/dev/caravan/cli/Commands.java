package dev.caravan.cli;

import dev.caravan.cli.remote.RemoteCommands;
import java.util.Arrays;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
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
            exit = send(words);
        }
        if (exit == null) {
            exit = RemoteCommands.run(words);
        }
        if (exit == null) {
            exit = (isOnlySettings(words) ? new CommandLine(new CaravanCommand()) : whole()).execute(words);
        }
        return exit;
    }

    /** It needs no service either, but what speaks to S3, which the converter's small jar does not have. */
    private static @Nullable Integer send(String... words) {
        return words.length == 0 || !words[0].equals("send")
                ? null
                : new CommandLine(new SendCommand())
                        .setCommandName("caravan send")
                        .execute(Arrays.copyOfRange(words, 1, words.length));
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
