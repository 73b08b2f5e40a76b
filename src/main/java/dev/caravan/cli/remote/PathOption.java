package dev.caravan.cli.remote;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Option;

/** How paths on the command line become paths of the service. */
final class PathOption {
    private static final String GLOB_CHARACTERS = "*?[{";

    @Option(
            names = "--remote-path",
            description =
                    "Leave paths as they are written. Without it, relative ones are made absolute by the working directory here.")
    private boolean remote;

    String path(String given, Surroundings surroundings) {
        return remote ? given : absolute(given, surroundings);
    }

    /** What paths begin with; a slash at the end stays, so that a directory is not taken for all names that begin like its own. */
    String prefix(String given, Surroundings surroundings) {
        String path = path(given, surroundings);
        return given.endsWith("/") && !path.endsWith("/") ? path + "/" : path;
    }

    List<String> paths(List<String> given, Surroundings surroundings) {
        return given.stream().map(path -> path(path, surroundings)).toList();
    }

    /** A relative pattern begins in the working directory, whose own name is taken literally. */
    String glob(String given, Surroundings surroundings) {
        if (remote || given.startsWith("/")) {
            return given;
        }
        String directory = surroundings.directory().toString().replaceAll("([*?\\[\\]{}\\\\])", "\\\\$1");
        return directory + "/" + (given.startsWith("./") ? given.substring(2) : given);
    }

    /** Whether these are words of a pattern; a file that is called so is none. */
    boolean isGlob(String given, Surroundings surroundings) {
        return given.chars().anyMatch(character -> GLOB_CHARACTERS.indexOf(character) >= 0)
                && !Files.exists(Path.of(absolute(given, surroundings)));
    }

    private static String absolute(String given, Surroundings surroundings) {
        return surroundings.directory().resolve(given).normalize().toString();
    }
}
