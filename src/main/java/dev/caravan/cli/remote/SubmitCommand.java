package dev.caravan.cli.remote;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code caravan submit} */
@Command(
        name = "submit",
        description = {
            "Has files converted and published that lie in a source directory of the service, without waiting for a scan.",
            "Several files become one batch."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  caravan submit /data/las/a.laz --priority HIGH --watch",
            "  caravan submit *.las --project survey-7"
        })
final class SubmitCommand extends RemoteCommand {

    @Parameters(paramLabel = "PATH", arity = "1..*", description = "Files, as the service sees them.")
    private List<String> paths = new ArrayList<>();

    @Option(
            names = "--type",
            paramLabel = "TYPE",
            defaultValue = "dataset_conversion",
            completionCandidates = Candidates.Types.class,
            description = "Type of the job. Default: ${DEFAULT-VALUE}.")
    private String type = "dataset_conversion";

    @Mixin
    private WorkOptions work;

    @Mixin
    private PathOption where;

    @Mixin
    private WatchOption watch;

    @Mixin
    private JsonOption json;

    @Override
    int run(Service service, Screen screen) {
        List<String> targets = where.paths(paths, screen.surroundings());
        ObjectNode body = Service.body().put("type", type);
        if (targets.size() == 1) {
            body.put("path", targets.get(0));
        } else {
            targets.forEach(body.putArray("paths")::add);
        }
        work.addTo(body);
        return watch.started(service.post("/jobs", body), service, screen, json);
    }
}
