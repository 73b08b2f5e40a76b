package dev.caravan.cli.remote;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code caravan unpublish} */
@Command(
        name = "unpublish",
        description = {
            "Takes datasets out of their targets; a scan does not publish them again, reprocess does.",
            "Without --yes it only lists what would go."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  caravan unpublish /data/las/a.laz",
            "  caravan unpublish '/data/las/2020/**' --target public --yes",
            "  caravan unpublish --dataset area1/a --yes"
        },
        exitCodeList = {
            RemoteExit.DONE_TEXT,
            RemoteExit.FAILED_TEXT,
            RemoteExit.USAGE_TEXT,
            "3:there is no such file or dataset",
            RemoteExit.NOT_ALLOWED_TEXT,
            RemoteExit.UNREACHABLE_TEXT,
            "6:some or all stay, or would; each with its reason",
            RemoteExit.INTERRUPTED_TEXT
        })
final class UnpublishCommand extends RemoteCommand {

    @Parameters(
            paramLabel = "PATH|GLOB",
            arity = "0..*",
            description = "Files, directories or manifests; or one pattern with *, ? or {}, quoted.")
    private List<String> paths = new ArrayList<>();

    @Option(names = "--dataset", paramLabel = "KEY", description = "A dataset by its key; may be repeated.")
    private List<String> datasets = new ArrayList<>();

    @Option(names = "--target", paramLabel = "NAME", description = "Only from this target. Default: from all.")
    private @Nullable String target;

    @Option(names = "--octree", description = "Delete the octrees on disk as well.")
    private boolean octree;

    @Option(names = "--dry-run", description = "Only list what would go, as without --yes.")
    private boolean dryRun;

    @Option(names = "--yes", description = "Do it.")
    private boolean yes;

    @Mixin
    private PathOption where;

    @Mixin
    private JsonOption json;

    @Override
    int run(Service service, Screen screen) {
        if (dryRun && yes) {
            throw wrong("expected one of --dry-run and --yes");
        }
        ObjectNode body = selection(screen.surroundings());
        if (target != null) {
            body.put("target", target);
        }
        body.put("octrees", octree).put("dryRun", !yes);
        JsonNode answer = service.post("/publications/unpublish", body);
        json.print(answer, screen, () -> Unpublished.print(answer, screen, "--yes"));
        return Unpublished.exit(answer);
    }

    private ObjectNode selection(Surroundings surroundings) {
        ObjectNode body = Service.body();
        if (paths.isEmpty() == datasets.isEmpty()) {
            throw wrong("expected either PATH|GLOB or --dataset");
        }
        if (paths.isEmpty()) {
            datasets.forEach(body.putArray("datasets")::add);
        } else if (paths.size() == 1 && where.isGlob(paths.get(0), surroundings)) {
            body.put("glob", where.glob(paths.get(0), surroundings));
        } else {
            where.paths(paths, surroundings).forEach(body.putArray("paths")::add);
        }
        return body;
    }
}
