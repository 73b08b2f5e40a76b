package dev.caravan.cli.remote;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code caravan archive} */
@Command(
        name = "archive",
        description = {
            "Has a file or a directory archived that lies in a source directory whose profile is archive, without waiting",
            "for a scan."
        },
        footerHeading = "%nExample:%n",
        footer = "  caravan archive /data/done/survey-7 --watch")
final class ArchiveCommand extends RemoteCommand {

    @Parameters(paramLabel = "PATH", description = "A file or a directory, as the service sees it.")
    private String path = "";

    @Option(
            names = "--priority",
            paramLabel = "PRIORITY",
            completionCandidates = Candidates.Priorities.class,
            description = "${COMPLETION-CANDIDATES}.")
    private @Nullable String priority;

    @Option(names = "--force", description = "Also when this version is archived already.")
    private boolean force;

    @Mixin
    private PathOption where;

    @Mixin
    private WatchOption watch;

    @Mixin
    private JsonOption json;

    @Override
    int run(Service service, Screen screen) {
        ObjectNode body = Service.body()
                .put("path", where.path(path, screen.surroundings()))
                .put("force", force);
        if (priority != null) {
            body.put("priority", priority);
        }
        return watch.started(service.post("/archives", body), service, screen, json);
    }
}
