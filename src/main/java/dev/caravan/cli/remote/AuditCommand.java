package dev.caravan.cli.remote;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code caravan audit} */
@Command(
        name = "audit",
        description = {
            "Compares what lies on disk, in Redis and in the S3 targets: what is missing, changed, orphaned, not recorded, or pointed at wrongly.",
            "--repair mends what can be mended."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  caravan audit",
            "  caravan audit --target main --dataset 'area1/**' --checksum",
            "  caravan audit --repair --delete-orphans"
        },
        exitCodeList = {
            "0:nothing was found",
            "1:the audit failed or was cancelled",
            RemoteExit.USAGE_TEXT,
            "3:something was found; each with what mends it, or has mended it",
            RemoteExit.NOT_ALLOWED_TEXT,
            RemoteExit.UNREACHABLE_TEXT,
            RemoteExit.INTERRUPTED_TEXT
        })
final class AuditCommand extends RemoteCommand {
    private static final int FOUND = 3;

    @Option(names = "--target", paramLabel = "NAME", description = "Only this S3 target. Default: all of them.")
    private @Nullable String target;

    @Option(
            names = "--dataset",
            paramLabel = "GLOB",
            description =
                    "Only datasets of these keys, quoted so that the shell leaves it alone. Default: all of them.")
    private @Nullable String dataset;

    @Option(
            names = "--checksum",
            description = "Compare contents: objects for which the server has no checksum are read.")
    private boolean checksum;

    @Option(names = "--repair", description = "Mend what can be mended.")
    private boolean repair;

    @Option(
            names = "--delete-orphans",
            description = "With --repair: delete objects of our datasets that no manifest names.")
    private boolean deleteOrphans;

    @Mixin
    private JsonOption json;

    @Override
    int run(Service service, Screen screen) {
        JsonNode job = service.post("/audits", body());
        String id = job.path("id").asText();
        Watch watch = new Watch(service, screen, json);
        JsonNode end = watch.end(id);
        if (JobWords.exit(end) != RemoteExit.DONE) {
            return watch.tell(end);
        }
        Table table = new Table(
                Column.word("CLASS", "class"),
                Column.word("THING", "thing"),
                Column.word("TARGET", "target"),
                Column.path("PLACE", "place"),
                Column.text("FOUND", entry -> Words.of(entry.path("found"))),
                Column.text("EXPECTED", entry -> Words.of(entry.path("expected"))),
                Column.text("REPAIR", entry -> Words.of(entry.path("repair"))));
        JsonNode report = ReportLines.read(service, "/audits/" + Query.encode(id), table);
        json.print(report, screen, () -> {
            ReportLines.print(table, screen);
            screen.line(
                    "looked at: " + ReportLines.counts(report.path("summary").path("looked")));
            screen.line("found: " + ReportLines.counts(report.path("summary").path("findings")));
        });
        return table.isEmpty() ? RemoteExit.DONE : FOUND;
    }

    private ObjectNode body() {
        if (deleteOrphans && !repair) {
            throw wrong("--delete-orphans works only with --repair");
        }
        ObjectNode body = Service.body()
                .put("content", checksum ? "checksum" : "size")
                .put("repair", repair)
                .put("deleteOrphans", deleteOrphans);
        if (target != null) {
            body.put("target", target);
        }
        return dataset == null ? body : body.put("dataset", dataset);
    }
}
