package dev.caravan.stage.convert;

import dev.caravan.manifest.Manifest;
import dev.caravan.setting.InvalidSettingException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * `caravan.convert.exec`: the command line of an outside converter. No shell sees it: each argument reaches the command
 * as it is.
 *
 * @param command a path, or a name looked up in `PATH`
 * @param arguments its arguments; an argument that is just `{input}` becomes one absolute path a source file, and
 *     `{output}` the absolute path of the directory to write
 * @param timeout after it the command and all its children are ended
 * @param badInputExitCodes exit codes by which the command says that the input is at fault, so that it is not tried again
 */
public record ExecSettings(
        @DefaultValue("PotreeConverter") String command,
        @DefaultValue({"{input}", "-o", "{output}"}) List<String> arguments,
        @DefaultValue("12h") Duration timeout,
        @DefaultValue("123") List<Integer> badInputExitCodes) {

    static final String INPUT = "{input}";
    static final String OUTPUT = "{output}";

    public ExecSettings {
        if (command.isBlank()) {
            throw new InvalidSettingException(
                    "caravan.convert.exec.command", command, "a path or the name of a command");
        }
        require(arguments, INPUT);
        require(arguments, OUTPUT);
        if (timeout.isNegative() || timeout.isZero()) {
            throw new InvalidSettingException(
                    "caravan.convert.exec.timeout", timeout, "longer than nothing, such as 12h");
        }
        arguments = List.copyOf(arguments);
        badInputExitCodes = List.copyOf(badInputExitCodes);
    }

    /** What makes the octrees now, as their manifests name it. Nobody can say which version of it the command is. */
    Manifest.Producer producer() {
        return new Manifest.Producer(
                Path.of(command).getFileName().toString(),
                "",
                Map.of("command", command, "arguments", String.join(" ", arguments)));
    }

    private static void require(List<String> arguments, String placeholder) {
        if (arguments.stream().noneMatch(argument -> argument.contains(placeholder))) {
            throw new InvalidSettingException(
                    "caravan.convert.exec.arguments", arguments, "a list in which " + placeholder + " stands");
        }
    }
}
