package dev.caravan.cli.remote;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code caravan reprocess} */
@Command(
        name = "reprocess",
        description = {
            "Does a file again, all files that match a pattern, or all that failed.",
            "--dry-run lists what would be done."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  caravan reprocess /data/las/a.laz --watch",
            "  caravan reprocess '/data/las/2026/**' --from publish --dry-run",
            "  caravan reprocess --failed"
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
final class ReprocessCommand extends RemoteCommand {

    @Parameters(
            paramLabel = "PATH|GLOB",
            arity = "0..1",
            description = "A file, or a pattern with *, ? or {}, quoted so that the shell leaves it alone.")
    private @Nullable String target;

    @Option(names = "--failed", description = "All that failed.")
    private boolean failed;

    @Option(names = "--literal", description = "It is the path of one file, also with * or ? in it.")
    private boolean literal;

    @Option(names = "--dry-run", description = "Only list what would be done.")
    private boolean dryRun;

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
        ObjectNode body = selection(screen.surroundings());
        work.addTo(body);
        if (dryRun) {
            body.put("dryRun", true);
        }
        JsonNode answer = service.post("/files/reprocess", body);
        return watch.started(answer, Reprocessed.exit(answer, failed), service, screen, json);
    }

    private ObjectNode selection(Surroundings surroundings) {
        ObjectNode body = Service.body();
        if ((target == null) != failed) {
            throw wrong("expected either PATH|GLOB or --failed");
        }
        if (target == null) {
            return body.put("all", "failed");
        }
        return !literal && where.isGlob(target, surroundings)
                ? body.put("glob", where.glob(target, surroundings))
                : body.put("path", where.path(target, surroundings));
    }
}
