package dev.caravan.cli.remote;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code caravan retry} */
@Command(
        name = "retry",
        description = "Runs jobs again that failed or were cancelled.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  caravan job retry 5f0c2c1e-8d3b-4a55-9d6e-0d6f4f0c7a11",
            "  caravan job retry 5f0c2c1e-8d3b-4a55-9d6e-0d6f4f0c7a11 --from publish --watch"
        })
final class JobRetryCommand extends RemoteCommand {

    @Mixin
    private JobIds ids;

    @Mixin
    private WatchOption watch;

    @Mixin
    private JsonOption json;

    @Option(
            names = "--from",
            paramLabel = "STAGE",
            completionCandidates = Candidates.Stages.class,
            description = "Begin at this stage: ${COMPLETION-CANDIDATES}. Default: where it failed.")
    private @Nullable String from;

    @Override
    int run(Service service, Screen screen) {
        return each(ids.all(), screen, id -> {
            ObjectNode body = Service.body();
            if (from != null) {
                body.put("from", from);
            }
            return watch.started(service.post(JobIds.path(id) + "/retry", body), service, screen, json);
        });
    }
}
