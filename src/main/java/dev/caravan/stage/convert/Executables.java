package dev.caravan.stage.convert;

import java.io.File;
import java.io.FileNotFoundException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Finds the file of a command; PotreeConverter aborts unless it is started by its path. */
public record Executables(List<Path> path) {

    public static Executables ofEnvironment() {
        String path = System.getenv().getOrDefault("PATH", "");
        return new Executables(Stream.of(path.split(Pattern.quote(File.pathSeparator)))
                .filter(directory -> !directory.isEmpty())
                .map(Path::of)
                .toList());
    }

    /**
     * Absolute path of a command given by its path, or by its name.
     *
     * @throws FileNotFoundException there is none; the message says which setting names it
     */
    public Path find(String command) throws FileNotFoundException {
        return find(command, "caravan.convert.exec.command");
    }

    /** @param key of the setting that names the command */
    Path find(String command, String key) throws FileNotFoundException {
        Stream<Path> candidates = command.contains(File.separator)
                ? Stream.of(Path.of(command))
                : path.stream().map(directory -> directory.resolve(command));
        return candidates
                .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
                .findFirst()
                .map(Path::toAbsolutePath)
                .orElseThrow(
                        () -> new FileNotFoundException(
                                key + ": '" + command
                                        + "' is no executable file, and none of that name is in PATH; install it, or set its absolute path"));
    }
}
