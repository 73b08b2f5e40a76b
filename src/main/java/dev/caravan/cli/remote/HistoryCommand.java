package dev.caravan.cli.remote;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code caravan history} */
@Command(
        name = "history",
        description = "Lists what was done, of one file or of all, the newest first.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  caravan history a.laz",
            "  caravan history --status failed --since 7d",
            "  caravan history --since 2026-11-01 --jsonl > november.jsonl"
        })
final class HistoryCommand extends RemoteCommand {

    @Parameters(
            paramLabel = "PATH",
            arity = "0..1",
            description = "A file; with a slash at its end, all below a directory.")
    private @Nullable String path;

    @Mixin
    private ListOptions list;

    @Mixin
    private PathOption where;

    @Option(names = "--type", paramLabel = "TYPE", description = "Of this type of operation.")
    private @Nullable String type;

    @Option(names = "--status", paramLabel = "STATUS", description = "Which ended so.")
    private @Nullable String status;

    @Option(names = "--location", paramLabel = "LOCATION", description = "At this place.")
    private @Nullable String location;

    @Option(names = "--job", paramLabel = "ID", description = "Of this job.")
    private @Nullable String job;

    @Option(names = "--user", paramLabel = "NAME", description = "Of this user.")
    private @Nullable String user;

    @Option(
            names = "--since",
            paramLabel = "TIME",
            converter = PointInTime.Converter.class,
            description = "Not before: 24h or 7d (ago), 2026-11-22, 2026-11-22T08:30, with Z for UTC.")
    private @Nullable PointInTime since;

    @Option(
            names = "--until",
            paramLabel = "TIME",
            converter = PointInTime.Converter.class,
            description = "Before this time, written in the same way.")
    private @Nullable PointInTime until;

    @Option(
            names = "--order",
            paramLabel = "ORDER",
            completionCandidates = Candidates.Orders.class,
            description = "${COMPLETION-CANDIDATES} first. Default: newest.")
    private @Nullable String order;

    @Option(names = "--jsonl", description = "All of it as JSON lines, streamed; --limit and --all do not apply.")
    private boolean export;

    @Override
    int run(Service service, Screen screen) {
        Query query = new Query()
                .with("path", path == null ? null : where.prefix(path, screen.surroundings()))
                .with("type", type)
                .with("status", status)
                .with("location", location)
                .with("job", job)
                .with("user", user)
                .with("since", PointInTime.forApi(since, screen.clock()))
                .with("until", PointInTime.forApi(until, screen.clock()))
                .with("order", order);
        return export
                ? new Export(service, screen).print("/operations/export" + query)
                : list.print(service, "/operations", query, screen, table(screen), "nothing of that kind was done");
    }

    private static Table table(Screen screen) {
        return new Table(
                Column.word("STARTED", operation -> Words.time(operation.path("started_at"), screen.clock())),
                Column.word("OPERATION", "operation_type"),
                Column.word("STATUS", "status"),
                Column.number("TOOK", operation -> Words.duration(operation.path("duration_seconds"))),
                Column.word("USER", "user"),
                Column.path("TARGET", "target_path"),
                Column.text("ERROR", operation -> Words.of(operation.path("error_message"))));
    }
}
