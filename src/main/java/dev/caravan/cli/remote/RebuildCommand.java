package dev.caravan.cli.remote;

import com.fasterxml.jackson.databind.JsonNode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code caravan rebuild} */
@Command(
        name = "rebuild",
        description = {
            "Makes records of what is published in an S3 target, when Redis has lost them. What is there stays as it is.",
            "--dry-run lists what would be done."
        },
        footerHeading = "%nExamples:%n",
        footer = {"  caravan rebuild main --dry-run", "  caravan rebuild main"},
        exitCodeList = {
            RemoteExit.DONE_TEXT,
            "1:the rebuild failed or was cancelled",
            RemoteExit.USAGE_TEXT,
            RemoteExit.NOT_FOUND_TEXT,
            RemoteExit.NOT_ALLOWED_TEXT,
            RemoteExit.UNREACHABLE_TEXT,
            RemoteExit.INTERRUPTED_TEXT
        })
final class RebuildCommand extends RemoteCommand {

    @Parameters(paramLabel = "TARGET", description = "Name of the S3 target whose manifests are read.")
    private String target;

    @Option(names = "--dry-run", description = "Only list what would be done.")
    private boolean dryRun;

    @Mixin
    private JsonOption json;

    @Override
    int run(Service service, Screen screen) {
        JsonNode job =
                service.post("/rebuild", Service.body().put("target", target).put("dryRun", dryRun));
        String id = job.path("id").asText();
        Watch watch = new Watch(service, screen, json);
        JsonNode end = watch.end(id);
        if (JobWords.exit(end) != RemoteExit.DONE) {
            return watch.tell(end);
        }
        Table table = new Table(
                Column.word("ACTION", "action"),
                Column.path("DATASET", "dataset"),
                Column.path("TARGET", "target"),
                Column.word("VERSION", "version"),
                Column.text("REASON", entry -> Words.of(entry.path("reason"))));
        JsonNode report = ReportLines.read(service, "/rebuild/" + Query.encode(id), table);
        json.print(report, screen, () -> {
            ReportLines.print(table, screen);
            screen.line((dryRun ? "would be: " : "done: ")
                    + ReportLines.counts(report.path("summary").path("datasets")));
        });
        return RemoteExit.DONE;
    }
}
