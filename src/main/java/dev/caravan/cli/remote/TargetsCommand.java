package dev.caravan.cli.remote;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code caravan targets} */
@Command(
        name = "targets",
        subcommands = TargetSweepCommand.class,
        description = {
            "Lists the S3 targets: how each is set, whether it can be reached, and what its server cannot do.",
            "--probe asks one of them anew what its server can do."
        },
        footerHeading = "%nExamples:%n",
        footer = {"  caravan targets", "  caravan targets --probe backup", "  caravan targets sweep backup"},
        exitCodeList = {
            RemoteExit.DONE_TEXT,
            "1:a target cannot be reached",
            RemoteExit.USAGE_TEXT,
            "3:there is no such target",
            RemoteExit.NOT_ALLOWED_TEXT,
            "5:the service, or the target that was to be asked, cannot be reached",
            RemoteExit.INTERRUPTED_TEXT
        })
final class TargetsCommand extends RemoteCommand {
    /** A server that is away is asked several times. */
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    @Option(names = "--probe", paramLabel = "NAME", description = "Ask this target anew what its server can do.")
    private @Nullable String probe;

    @Mixin
    private JsonOption json;

    @Override
    int run(Service service, Screen screen) {
        if (probe != null) {
            JsonNode target = service.post("/targets/" + Query.encode(probe) + "/probe", null);
            json.print(target, screen, () -> TargetWords.details(target, screen.clock())
                    .print(screen));
            return exit(Service.array(target));
        }
        JsonNode targets = service.get("/targets").path("items");
        json.printList(targets, screen, TargetWords.table(), "there are no targets");
        if (!json.isSet()) {
            targets.forEach(target -> target.path("notes")
                    .forEach(note -> screen.line(Words.of(target.path("name")) + ": " + Words.of(note))));
        }
        return exit(targets);
    }

    @Override
    Duration usualTimeout() {
        return PATIENCE;
    }

    private static int exit(JsonNode targets) {
        for (JsonNode target : targets) {
            if (!target.path("health").path("state").asText().equals("REACHABLE")) {
                return RemoteExit.FAILED;
            }
        }
        return RemoteExit.DONE;
    }
}
