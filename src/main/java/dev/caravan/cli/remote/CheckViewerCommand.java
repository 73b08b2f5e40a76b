package dev.caravan.cli.remote;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code caravan check-viewer} */
@Command(
        name = "check-viewer",
        description = {
            "Looks at what is published as a browser does, and says what would mend what is wrong.",
            "Waits 5m for the answer, unless --timeout says otherwise."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  caravan check-viewer a.laz",
            "  caravan check-viewer --dataset geozarr/sentinel-2/T29RLL --target archive"
        },
        exitCodeList = {
            RemoteExit.DONE_TEXT,
            "1:a browser cannot show it, or it failed",
            RemoteExit.USAGE_TEXT,
            RemoteExit.NOT_FOUND_TEXT,
            RemoteExit.NOT_ALLOWED_TEXT,
            RemoteExit.UNREACHABLE_TEXT,
            RemoteExit.INTERRUPTED_TEXT
        })
final class CheckViewerCommand extends RemoteCommand {
    /** Several requests, each of which may take its time. */
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    @Parameters(
            paramLabel = "PATH",
            arity = "0..1",
            description = "The source file, or the directory or manifest of a dataset of many.")
    private @Nullable String path;

    @Option(names = "--dataset", paramLabel = "KEY", description = "The key of the dataset, instead.")
    private @Nullable String dataset;

    @Option(names = "--target", paramLabel = "NAME", description = "Only in this target. Default: in all that have it.")
    private @Nullable String target;

    @Mixin
    private PathOption where;

    @Mixin
    private JsonOption json;

    @Override
    int run(Service service, Screen screen) {
        ObjectNode body = Service.body();
        if ((path == null) == (dataset == null)) {
            throw wrong("expected either PATH or --dataset");
        }
        if (path == null) {
            body.put("dataset", dataset);
        } else {
            body.put("path", where.path(path, screen.surroundings()));
        }
        if (target != null) {
            body.put("target", target);
        }
        JsonNode answer = service.post("/publications/check", body);
        json.print(answer, screen, () -> answer.path("items").forEach(item -> say(item, screen)));
        return answer.path("ok").asBoolean() ? RemoteExit.DONE : RemoteExit.FAILED;
    }

    @Override
    Duration usualTimeout() {
        return PATIENCE;
    }

    private static void say(JsonNode item, Screen screen) {
        screen.line(Words.of(item.path("target")) + ": " + Words.of(item.path("address")));
        item.path("applied").forEach(cure -> screen.line("  applied: " + Words.of(cure)));
        item.path("findings").forEach(finding -> screen.line(sentence(finding)));
        item.path("remedies").forEach(remedy -> say(remedy.path("text"), remedy, screen));
    }

    private static String sentence(JsonNode finding) {
        String said = Words.of(finding.path("check")) + ": " + Words.of(finding.path("found"));
        return finding.path("ok").asBoolean()
                ? "  good  " + said
                : "  BAD   " + said + "; expected is " + Words.of(finding.path("expected"));
    }

    private static void say(JsonNode text, JsonNode remedy, Screen screen) {
        screen.line("to mend " + Words.of(remedy.path("cure")) + ": " + Words.of(text));
        if (remedy.path("command").isTextual()) {
            screen.line("  " + Words.of(remedy.path("command")));
        }
        if (remedy.path("document").isObject()) {
            remedy.path("document").toPrettyString().lines().forEach(line -> screen.line("  " + line));
        }
    }
}
