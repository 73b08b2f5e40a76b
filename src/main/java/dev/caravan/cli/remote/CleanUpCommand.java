package dev.caravan.cli.remote;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code caravan clean-up} */
@Command(
        name = "clean-up",
        description =
                "Deletes what is older than some days: ended jobs, their logs, history. Octrees and files are never touched.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  caravan clean-up --older-than 30d --dry-run",
            "  caravan clean-up --older-than 30d --what jobs,logs"
        })
final class CleanUpCommand extends RemoteCommand {

    @Option(
            names = "--older-than",
            required = true,
            paramLabel = "AGE",
            converter = Span.Converter.class,
            description = "Whole days, such as 30d or 8w.")
    private Span age;

    @Option(
            names = "--what",
            split = ",",
            paramLabel = "WHAT",
            completionCandidates = Candidates.Remains.class,
            description = "Only these, separated by commas: ${COMPLETION-CANDIDATES}. Default: all of them.")
    private List<String> what = List.of("jobs", "history", "logs");

    @Option(names = "--dry-run", description = "Only count what would be deleted.")
    private boolean dryRun;

    @Mixin
    private JsonOption json;

    @Override
    int run(Service service, Screen screen) {
        if (age.time().toSeconds() % 86_400 != 0) {
            throw wrong("--older-than must be whole days, such as 30d");
        }
        ObjectNode body = Service.body().put("olderThanDays", age.time().toDays());
        what.forEach(body.putArray("what")::add);
        body.put("dryRun", dryRun);
        JsonNode answer = service.post("/clean-up", body);
        json.print(answer, screen, () -> screen.line(summary(answer)));
        return RemoteExit.DONE;
    }

    private static String summary(JsonNode answer) {
        return (answer.path("dryRun").asBoolean() ? "would be deleted: " : "deleted: ")
                + Words.count(answer.path("jobs")) + " jobs, " + Words.count(answer.path("operations"))
                + " operations, " + Words.count(answer.path("logs")) + " logs, " + Words.bytes(answer.path("bytes"));
    }
}
