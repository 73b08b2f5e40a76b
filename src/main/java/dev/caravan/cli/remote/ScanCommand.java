package dev.caravan.cli.remote;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code caravan scan} */
@Command(
        name = "scan",
        description =
                "Scans all source directories now, and says what was found; what is claimed is converted behind it.",
        footerHeading = "%nExamples:%n",
        footer = {"  caravan scan", "  caravan scan --status"},
        exitCodeList = {
            RemoteExit.DONE_TEXT,
            "1:something could not be read, or a scan is running already",
            RemoteExit.USAGE_TEXT,
            RemoteExit.NOT_ALLOWED_TEXT,
            RemoteExit.UNREACHABLE_TEXT,
            "6:files wait (they were written to a moment ago) or were refused",
            RemoteExit.INTERRUPTED_TEXT
        })
final class ScanCommand extends RemoteCommand {
    /** It is answered when it is done. */
    private static final Duration LONGEST_SCAN = Duration.ofHours(1);

    @Option(
            names = "--status",
            description = "Do not scan; say whether a scan runs, how far it is, and how the last one ended.")
    private boolean status;

    @Mixin
    private JsonOption json;

    @Override
    int run(Service service, Screen screen) {
        JsonNode answer = status ? service.get("/scan") : service.post("/scan", null);
        json.print(answer, screen, () -> print(answer, screen));
        return status ? RemoteExit.DONE : ScanWords.exit(answer);
    }

    private void print(JsonNode answer, Screen screen) {
        if (status) {
            screen.line(ScanWords.status(answer, screen.clock()));
        } else {
            ScanWords.lines(answer).forEach(screen::line);
        }
    }

    @Override
    Duration usualTimeout() {
        return LONGEST_SCAN;
    }
}
