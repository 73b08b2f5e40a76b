package dev.caravan.cli.remote;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code caravan targets sweep} */
@Command(
        name = "sweep",
        description = {
            "Lists a target's uploads in parts that have not ended, and which of them nobody will end.",
            "With --apply those are removed, with their parts."
        },
        footerHeading = "%nExamples:%n",
        footer = {"  caravan targets sweep backup", "  caravan targets sweep backup --older-than 1d --apply"},
        exitCodeList = {
            RemoteExit.DONE_TEXT,
            RemoteExit.FAILED_TEXT,
            RemoteExit.USAGE_TEXT,
            "3:there is no such target",
            RemoteExit.NOT_ALLOWED_TEXT,
            "5:the service, or the target, cannot be reached",
            RemoteExit.INTERRUPTED_TEXT
        })
final class TargetSweepCommand extends RemoteCommand {
    /** Each that is removed is a request or two. */
    private static final Duration PATIENCE = Duration.ofMinutes(30);

    @Parameters(paramLabel = "NAME", description = "A target of the configuration.")
    private String target = "";

    @Option(
            names = "--older-than",
            paramLabel = "AGE",
            converter = Span.Converter.class,
            description =
                    "Only those that have not gone on for so long, such as 90m, 2h or 7d. Default: the service's.")
    private @Nullable Span age;

    @Option(names = "--dry-run", description = "Only list what would go, as without --apply.")
    private boolean dryRun;

    @Option(names = "--apply", description = "Do it.")
    private boolean apply;

    @Mixin
    private JsonOption json;

    @Override
    int run(Service service, Screen screen) {
        if (dryRun && apply) {
            throw wrong("expected one of --dry-run and --apply");
        }
        ObjectNode body = Service.body();
        if (age != null) {
            body.put("olderThan", age.time().toSeconds() + "s");
        }
        JsonNode answer = service.post("/targets/" + Query.encode(target) + "/sweep", body.put("dryRun", !apply));
        json.print(answer, screen, () -> print(answer, screen));
        return RemoteExit.DONE;
    }

    @Override
    Duration usualTimeout() {
        return PATIENCE;
    }

    private static void print(JsonNode answer, Screen screen) {
        JsonNode items = answer.path("items");
        if (!items.isEmpty()) {
            screen.table(table(screen).addAll(items));
        }
        screen.line(summary(answer, items.size()));
        if (!answer.path("listed").asBoolean()) {
            screen.note("the server does not list uploads: only those that the service remembers are here");
        }
    }

    private static Table table(Screen screen) {
        return new Table(
                Column.word("FATE", "fate"),
                Column.number("AGE", upload -> Words.shortAge(upload.path("since"), screen.clock())),
                Column.number("SIZE", upload -> Words.bytes(upload.path("bytes"))),
                Column.word("JOB", "job"),
                Column.path("KEY", "key"),
                Column.text("REASON", upload -> Words.of(upload.path("reason"))));
    }

    private static String summary(JsonNode answer, int listed) {
        boolean dryRun = answer.path("dryRun").asBoolean();
        String left = answer.path("total").asLong() > listed ? "; the first " + listed + " are listed" : "";
        return Words.count(answer.path("removed"))
                + (dryRun ? " would be removed, " : " removed, ")
                + Words.count(answer.path("left"))
                + (dryRun ? " would stay" : " stay")
                + left
                + (dryRun ? "; nothing was done, --apply does it" : "");
    }
}
