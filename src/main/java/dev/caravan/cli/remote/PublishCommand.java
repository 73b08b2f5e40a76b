package dev.caravan.cli.remote;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code caravan publish} */
@Command(
        name = "publish",
        description = {
            "Publishes to one target what it lacks, from the octrees that are on disk: after a target was added, for example.",
            "--dry-run lists what would be done."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  caravan publish --target backup --missing --dry-run",
            "  caravan publish --target backup /data/las/a.laz --watch",
            "  caravan publish --target backup '/data/las/2026/**'"
        },
        exitCodeList = {
            RemoteExit.DONE_TEXT,
            "1:a job that was watched failed",
            RemoteExit.USAGE_TEXT,
            "3:there is no such file, or nothing matches",
            RemoteExit.NOT_ALLOWED_TEXT,
            RemoteExit.UNREACHABLE_TEXT,
            "6:some or all were skipped, or would be; each with its reason",
            RemoteExit.INTERRUPTED_TEXT
        })
final class PublishCommand extends RemoteCommand {

    @Option(names = "--target", paramLabel = "NAME", required = true, description = "A target of the configuration.")
    private String target = "";

    @Parameters(
            paramLabel = "PATH",
            arity = "0..*",
            description = "Files, or one pattern with *, ? or {}, quoted so that the shell leaves it alone.")
    private List<String> paths = new ArrayList<>();

    @Option(names = "--missing", description = "All that are published, and that the target lacks.")
    private boolean missing;

    @Option(names = "--dry-run", description = "Only list what would be done.")
    private boolean dryRun;

    @Mixin
    private PathOption where;

    @Mixin
    private WatchOption watch;

    @Mixin
    private JsonOption json;

    @Override
    int run(Service service, Screen screen) {
        ObjectNode body = selection(screen.surroundings()).put("target", target);
        if (dryRun) {
            body.put("dryRun", true);
        }
        JsonNode answer = service.post("/publications", body);
        return watch.started(answer, exit(answer), service, screen, json);
    }

    /** With --missing the others are expected to be skipped. */
    private int exit(JsonNode answer) {
        return missing ? RemoteExit.DONE : Reprocessed.exit(answer, false);
    }

    private ObjectNode selection(Surroundings surroundings) {
        if (paths.isEmpty() != missing) {
            throw wrong("expected either PATH or --missing");
        }
        ObjectNode body = Service.body();
        if (missing) {
            return body.put("missing", true);
        }
        if (paths.size() == 1 && where.isGlob(paths.get(0), surroundings)) {
            return body.put("glob", where.glob(paths.get(0), surroundings));
        }
        ArrayNode files = body.putArray("paths");
        paths.forEach(path -> files.add(where.path(path, surroundings)));
        return body;
    }
}
