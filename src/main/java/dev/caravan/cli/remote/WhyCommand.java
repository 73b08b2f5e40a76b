package dev.caravan.cli.remote;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code caravan why} */
@Command(
        name = "why",
        description = {
            "Says why a file is where it is, and what can be done.",
            "The exit code is 0 whenever there was an answer, whatever it is."
        },
        footerHeading = "%nExamples:%n",
        footer = {"  caravan why a.laz", "  caravan why /data/las/*.las"})
final class WhyCommand extends RemoteCommand {

    @Parameters(paramLabel = "PATH", arity = "1..*", description = "Files.")
    private List<String> paths = new ArrayList<>();

    @Mixin
    private PathOption where;

    @Mixin
    private JsonOption json;

    @Override
    int run(Service service, Screen screen) {
        return each(where.paths(paths, screen.surroundings()), screen, path -> {
            JsonNode answer = service.get("/files/why", new Query().with("path", path));
            json.print(answer, screen, () -> say(answer, screen));
            return RemoteExit.DONE;
        });
    }

    private static void say(JsonNode answer, Screen screen) {
        screen.line(Words.of(answer.path("path")));
        screen.line("  " + Words.of(answer.path("sentence")));
        String next = Words.of(answer.path("next"));
        if (!next.equals(Words.NOTHING) && !next.isBlank()) {
            screen.line("  next: " + next);
        }
    }
}
