package dev.caravan.cli.remote;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code caravan rollback} */
@Command(
        name = "rollback",
        description = {
            "Makes a version of a dataset live that was live before: the one before the live one, or another.",
            "All of it is proven to be there first. What is converted later becomes live as ever."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  caravan rollback area1/a --dry-run",
            "  caravan rollback /data/las/area1/a.laz --to 20261122T164100Z-9f86d081"
        })
final class RollbackCommand extends RemoteCommand {

    @Parameters(
            paramLabel = "DATASET",
            description = "The dataset's key, or the absolute path of the file, directory or manifest it was made of.")
    private String dataset = "";

    @Option(
            names = "--target",
            paramLabel = "NAME",
            description = "Only in this target. Default: in all that have versions.")
    private @Nullable String target;

    @Option(
            names = "--to",
            paramLabel = "VERSION",
            description = "As `caravan versions` lists it. Default: the one before.")
    private @Nullable String version;

    @Option(names = "--dry-run", description = "Only prove that it can be done.")
    private boolean dryRun;

    @Mixin
    private JsonOption json;

    @Override
    int run(Service service, Screen screen) {
        ObjectNode body =
                Service.body().put(DatasetName.field(dataset), dataset).put("dryRun", dryRun);
        if (target != null) {
            body.put("target", target);
        }
        if (version != null) {
            body.put("version", version);
        }
        JsonNode answer = service.post("/publications/rollback", body);
        json.print(answer, screen, () -> answer.path("items").forEach(item -> screen.line(said(item))));
        return RemoteExit.DONE;
    }

    private String said(JsonNode item) {
        String target = Words.of(item.path("target")) + ": ";
        String from = Words.of(item.path("from"));
        String to = Words.of(item.path("to"));
        if (from.equals(to)) {
            return target + to + " is live already";
        }
        return target + (dryRun ? "would go" : "went") + " from " + from + " back to " + to + ", "
                + Words.of(item.path("url"));
    }
}
