package dev.caravan.cli.remote;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code caravan jobs} */
@Command(
        name = "jobs",
        description = "Lists jobs, the newest first.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  caravan jobs --state RUNNING,QUEUED",
            "  caravan jobs --state FAILED --since 24h --failure BAD_INPUT",
            "  caravan jobs --path /data/las/2026 --json"
        })
final class JobsCommand extends RemoteCommand {

    @Mixin
    private ListOptions list;

    @Mixin
    private PathOption where;

    @Option(
            names = "--state",
            paramLabel = "STATE",
            split = ",",
            completionCandidates = Candidates.JobStates.class,
            description = "Of these states, separated by commas: ${COMPLETION-CANDIDATES}.")
    private List<String> states = new ArrayList<>();

    @Option(
            names = "--type",
            paramLabel = "TYPE",
            completionCandidates = Candidates.Types.class,
            description = "Of this type: ${COMPLETION-CANDIDATES}.")
    private @Nullable String type;

    @Option(names = "--stage", paramLabel = "STAGE", description = "At this stage.")
    private @Nullable String stage;

    @Option(names = "--user", paramLabel = "NAME", description = "Of this user.")
    private @Nullable String user;

    @Option(names = "--project", paramLabel = "NAME", description = "Of this project.")
    private @Nullable String project;

    @Option(names = "--parent", paramLabel = "ID", description = "Children of this batch.")
    private @Nullable String parent;

    @Option(
            names = "--priority",
            paramLabel = "PRIORITY",
            completionCandidates = Candidates.Priorities.class,
            description = "Of this priority: ${COMPLETION-CANDIDATES}.")
    private @Nullable String priority;

    @Option(
            names = "--failure",
            paramLabel = "CLASS",
            completionCandidates = Candidates.Failures.class,
            description = "Failed for this kind of reason: ${COMPLETION-CANDIDATES}.")
    private @Nullable String failure;

    @Option(names = "--path", paramLabel = "PATH", description = "Whose target begins with this path.")
    private @Nullable String path;

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

    @Option(
            names = "--stale",
            description =
                    "Only those that seem stuck: no heartbeat, or longer than their time-out. Excludes other filters.")
    private boolean stale;

    @Override
    int run(Service service, Screen screen) {
        Table table = JobTable.table(screen.clock());
        if (!stale) {
            return list.print(service, "/jobs", filters(screen), screen, table, "no such jobs");
        }
        if (!filters(screen).toString().isEmpty()) {
            throw wrong("--stale cannot be combined with filters");
        }
        return list.print(service, "/jobs/stale", new Query(), screen, table, "no job is stuck");
    }

    private Query filters(Screen screen) {
        return new Query()
                .with("state", states)
                .with("type", type)
                .with("stage", stage)
                .with("user", user)
                .with("project", project)
                .with("parent", parent)
                .with("priority", priority)
                .with("failure", failure)
                .with("path", path == null ? null : where.prefix(path, screen.surroundings()))
                .with("since", PointInTime.forApi(since, screen.clock()))
                .with("until", PointInTime.forApi(until, screen.clock()))
                .with("order", order);
    }
}
