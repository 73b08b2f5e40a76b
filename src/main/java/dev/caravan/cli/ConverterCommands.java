package dev.caravan.cli;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/** The commands that need no service. Each is loaded only when it is called: Java's start is a good part of a small conversion. */
final class ConverterCommands {

    private ConverterCommands() {}

    /** @return the exit code; null when the first word is none of these commands */
    static @Nullable Integer run(String... words) {
        Object command = words.length == 0 ? null : command(words[0]);
        return command == null
                ? null
                : new CommandLine(command)
                        .setCommandName("caravan " + words[0])
                        .execute(Arrays.copyOfRange(words, 1, words.length));
    }

    private static @Nullable Object command(String name) {
        return switch (name) {
            case "convert" -> new ConvertCommand();
            case "verify" -> new VerifyCommand();
            case "sample" -> new SampleCommand();
            case "compress" -> new CompressCommand();
            default -> null;
        };
    }
}
