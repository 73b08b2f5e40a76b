package dev.caravan.cli.remote;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code caravan files} */
@Command(
        name = "files",
        description = "Lists what the service knows of files.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  caravan files --status FAILED",
            "  caravan files --prefix /data/las/2026 --all --json",
            "  caravan files --glob '/data/**/*.laz'"
        })
final class FilesCommand extends RemoteCommand {

    @Mixin
    private ListOptions list;

    @Mixin
    private PathOption where;

    @Option(
            names = "--status",
            paramLabel = "STATUS",
            split = ",",
            completionCandidates = Candidates.FileStates.class,
            description = "Of these states, separated by commas: ${COMPLETION-CANDIDATES}.")
    private List<String> states = new ArrayList<>();

    @Option(names = "--prefix", paramLabel = "PATH", description = "Whose path begins so.")
    private @Nullable String prefix;

    @Option(names = "--glob", paramLabel = "GLOB", description = "Whose path matches this pattern.")
    private @Nullable String glob;

    @Option(names = "--project", paramLabel = "NAME", description = "Of this project.")
    private @Nullable String project;

    @Option(names = "--deleted", description = "Which are gone from their source directory.")
    private boolean deleted;

    @Override
    int run(Service service, Screen screen) {
        Query query = new Query()
                .with("status", states)
                .with("prefix", prefix == null ? null : where.prefix(prefix, screen.surroundings()))
                .with("glob", glob == null ? null : where.glob(glob, screen.surroundings()))
                .with("project", project)
                .with("deleted", deleted ? "true" : null);
        return list.print(service, "/files", query, screen, table(screen), "no such files are known");
    }

    private static Table table(Screen screen) {
        return new Table(
                Column.word("STATUS", "status"),
                Column.word("STAGE", "stage"),
                Column.number("SIZE", file -> Words.bytes(file.path("size"))),
                Column.number("PUBLISHED", file -> Words.shortAge(file.path("publishedAt"), screen.clock())),
                Column.path("PATH", "path"),
                Column.text("REASON", FilesCommand::reason));
    }

    /** What is published, and yet not to be seen, has one as well. */
    private static String reason(JsonNode file) {
        String reason = Words.of(file.path("reason"));
        return reason.equals(Words.NOTHING) ? Words.of(file.path("viewer")) : reason;
    }
}
