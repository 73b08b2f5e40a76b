package dev.caravan.cli.remote;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code caravan geozarr reprocess} */
@Command(
        name = "reprocess",
        description = {
            "Has products converted once more as they were asked for last, and published in place of what there is.",
            "With --changed only those whose metadata is another one by now; each is looked at by its job."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  caravan geozarr reprocess geozarr/sentinel-2/T29RLL --wait",
            "  caravan geozarr reprocess 'geozarr/sentinel-2/**' --changed --dry-run"
        },
        exitCodeList = {
            RemoteExit.DONE_TEXT,
            "1:a job that was watched failed",
            RemoteExit.USAGE_TEXT,
            "3:no such product was ever converted",
            RemoteExit.NOT_ALLOWED_TEXT,
            RemoteExit.UNREACHABLE_TEXT,
            "6:some or all were skipped, or would be; each with its reason",
            RemoteExit.INTERRUPTED_TEXT
        })
final class GeoZarrReprocessCommand extends RemoteCommand {

    @Parameters(
            paramLabel = "DATASET",
            arity = "1..*",
            description = "Keys of datasets, or patterns of such with *, ? or {}, quoted.")
    private List<String> datasets = new ArrayList<>();

    @Option(names = "--changed", description = "Only what is another product by now.")
    private boolean changed;

    @Option(names = "--dry-run", description = "Only list what would be done.")
    private boolean dryRun;

    @Mixin
    private WatchOption watch;

    @Mixin
    private JsonOption json;

    @Override
    int run(Service service, Screen screen) {
        ObjectNode body = Service.body();
        datasets.forEach(body.putArray("datasets")::add);
        body.put("changed", changed).put("dryRun", dryRun);
        JsonNode answer = service.post("/geozarr/reprocess", body);
        return watch.started(answer, Reprocessed.exit(answer, false), service, screen, json);
    }
}
