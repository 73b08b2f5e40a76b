package dev.caravan.stage.scan;

import dev.caravan.dataset.Roster;
import dev.caravan.dataset.SourceFile;
import dev.caravan.file.PrintablePath;
import java.nio.file.Files;
import java.util.List;

/** The closer look at a dataset of many files, which is taken only when there is reason to. */
final class RosterCheck {

    private RosterCheck() {}

    /** The same with all that is wrong with it. */
    static Roster look(Roster roster) {
        return roster.problems().isEmpty() ? roster.with(faults(roster)) : roster;
    }

    /** Why a dataset that has problems is not converted. */
    static String reason(Roster roster) {
        int more = roster.problems().size() - 1;
        return "%s '%s': %s%s"
                .formatted(
                        roster.unit().word(),
                        PrintablePath.of(roster.target()),
                        roster.problems().get(0),
                        more == 0 ? "" : "; and " + more + " more");
    }

    private static List<String> faults(Roster roster) {
        int count = roster.members().size();
        if (count > Completeness.MOST_FILES) {
            return List.of("it has %d files; a dataset has at most %d".formatted(count, Completeness.MOST_FILES));
        }
        return roster.members().stream()
                .map(SourceFile::path)
                .filter(path -> !Files.isReadable(path))
                .map(path -> "'" + PrintablePath.of(path) + "' "
                        + (Files.exists(path) ? "cannot be read: permission denied" : "does not exist, or no longer"))
                .toList();
    }
}
