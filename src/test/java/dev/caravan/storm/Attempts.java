package dev.caravan.storm;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** How often each job was begun at a stage, as the jobs' logs have it. */
final class Attempts {
    private final Map<String, Integer> begun = new HashMap<>();
    private final String stage;

    /** @param logs directory of the jobs' logs */
    Attempts(Path logs, String stage) throws IOException {
        this.stage = stage;
        Pattern line = Pattern.compile(".* " + stage + ": attempt \\d+ begins.*");
        try (Stream<Path> files = Files.list(logs)) {
            files.filter(file -> file.toString().endsWith(".log"))
                    .forEach(file ->
                            begun.put(file.getFileName().toString().replaceFirst("\\.log$", ""), count(file, line)));
        }
    }

    int jobs() {
        return (int) begun.values().stream().filter(attempts -> attempts > 0).count();
    }

    int all() {
        return begun.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** More than one attempt for each job, and one for each kill while it was at work. */
    List<String> needless(List<Death> deaths) {
        List<String> found = new ArrayList<>();
        begun.forEach((job, attempts) -> {
            long cutOff = deaths.stream()
                    .filter(death -> stage.equals(death.running().get(job)))
                    .count();
            if (attempts > 1 + cutOff) {
                found.add(job + ": " + attempts + " attempts, cut off " + cutOff + " times");
            }
        });
        return found;
    }

    private static int count(Path log, Pattern line) {
        try (Stream<String> lines = Files.lines(log)) {
            return (int) lines.filter(line.asMatchPredicate()).count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
