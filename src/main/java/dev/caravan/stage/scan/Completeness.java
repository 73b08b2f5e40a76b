package dev.caravan.stage.scan;

import dev.caravan.dataset.Roster;
import dev.caravan.dataset.SourceFile;
import dev.caravan.file.PrintablePath;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;

/**
 * Whether a dataset of many files has all that it waits for.
 *
 * @param count how many members it must have; 0 for any number
 * @param quiet how long none of its files must have been written to
 */
record Completeness(int count, DoneFile doneFile, Settling quiet) {
    /** A claim is one script, during which Redis serves nobody else. */
    static final int MOST_FILES = 10_000;

    static Completeness of(CompleteSettings settings, Settling settling) {
        Duration quiet = settings.quiet();
        return new Completeness(
                settings.count(),
                DoneFile.of(settings.doneFile()),
                quiet == null ? settling : new Settling(quiet, settling.clock()));
    }

    /** What it waits for, as a clause; empty when it is complete. */
    Optional<String> missing(Roster roster) {
        return doneFile(roster).or(() -> count(roster)).or(() -> roster.files().stream()
                .filter(file -> !quiet.settled(file))
                .max(Comparator.comparing(SourceFile::modified))
                .map(file -> written(roster, file)));
    }

    private Optional<String> doneFile(Roster roster) {
        if (!doneFile.isAskedFor()) {
            return Optional.empty();
        }
        try {
            return doneFile.liesIn(roster.directory())
                    ? Optional.empty()
                    : Optional.of("no " + doneFile.pattern() + " yet");
        } catch (IOException e) {
            return Optional.of("cannot look for " + doneFile.pattern() + " in '" + PrintablePath.of(roster.directory())
                    + "': " + Cause.of(e));
        }
    }

    private Optional<String> count(Roster roster) {
        int there = roster.members().size();
        if (count == 0 || there == count) {
            return Optional.empty();
        }
        String known =
                roster.problems().isEmpty() ? "" : "; " + roster.problems().get(0);
        return Optional.of("%d of %d files are there%s".formatted(there, count, known));
    }

    private String written(Roster roster, SourceFile file) {
        Path name = roster.directory().relativize(file.path());
        Duration ago = Duration.between(file.modified(), quiet.clock().instant());
        return ago.isNegative()
                ? "%s has a modification time in the future, %s"
                        .formatted(
                                PrintablePath.of(name),
                                Instant.ofEpochSecond(file.modified().getEpochSecond()))
                : "%s was written to %d s ago".formatted(PrintablePath.of(name), ago.toSeconds());
    }
}
