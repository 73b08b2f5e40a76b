package dev.caravan.support;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The project's routes, copied into a service's home, with steps in which one dataset stays for ever. */
public record EditedRoutes(Path directory) {

    /** Puts the routes there as they are delivered. */
    public static EditedRoutes in(Path home) throws IOException {
        Path directory = Files.createDirectories(home.resolve("routes"));
        try (Stream<Path> files = Files.list(Path.of("routes"))) {
            for (Path file : files.toList()) {
                Files.writeString(directory.resolve(file.getFileName()), Files.readString(file));
            }
        }
        return new EditedRoutes(directory);
    }

    /** The dataset with this key gets as far as this step, and not into it. The service's log then has {@link #held}. */
    public EditedRoutes holdBefore(String step, String key) throws IOException {
        return insert(step, hold(key, "${body.key} == '" + key + "'"), false);
    }

    /** The dataset with this key gets out of this step, and no further. */
    public EditedRoutes holdAfter(String step, String key) throws IOException {
        return insert(step, hold(key, "${body.key} == '" + key + "'"), true);
    }

    /** The upload of this dataset to this target gets out of this step of `publish-s3`, and no further. */
    public EditedRoutes holdUploadAfter(String step, String key, String target) throws IOException {
        String upload = "${exchangeProperty.upload.";
        return insert(
                step,
                hold(key, upload + "dataset.key} == '" + key + "' && " + upload + "target} == '" + target + "'"),
                true);
    }

    /** What the service's log says when the dataset is there. */
    public static String held(String key) {
        return key + " is held";
    }

    private EditedRoutes insert(String step, String hold, boolean after) throws IOException {
        Path file = fileOf(step);
        List<String> lines = new ArrayList<>(Files.readAllLines(file));
        int begin = lineOf(lines, step) - 1;
        int depth = depth(lines.get(begin));
        int place = after ? endOf(lines, begin, depth) : begin;
        lines.addAll(place, hold.indent(depth).lines().toList());
        Files.write(file, lines);
        return this;
    }

    private Path fileOf(String step) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.toList()) {
                if (lineOf(Files.readAllLines(file), step) > 0) {
                    return file;
                }
            }
        }
        throw new AssertionError("no route has the step " + step);
    }

    private static int lineOf(List<String> lines, String step) {
        return lines.stream().map(String::strip).toList().indexOf("id: " + step);
    }

    private static int endOf(List<String> lines, int begin, int depth) {
        int line = begin + 1;
        while (line < lines.size() && depth(lines.get(line)) > depth) {
            line++;
        }
        return line;
    }

    private static int depth(String line) {
        return line.length() - line.stripLeading().length();
    }

    private static String hold(String key, String when) {
        return """
                - filter:
                    id: hold-%1$s
                    expression:
                      simple:
                        expression: "%3$s"
                    steps:
                      - log:
                          id: hold-%1$s-log
                          loggingLevel: WARN
                          message: "%2$s"
                      - delay:
                          id: hold-%1$s-delay
                          expression:
                            constant:
                              expression: "3600000"
                """.formatted(key, held(key), when);
    }
}
