package dev.caravan.cli.remote;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code caravan deleted} */
@Command(
        name = "deleted",
        description = {
            "What was found to be gone from the source directories.",
            "So much at once that a share may not be mounted is marked only with --confirm."
        },
        footerHeading = "%nExamples:%n",
        footer = {"  caravan deleted", "  caravan deleted --confirm /data/las"})
final class DeletedCommand extends RemoteCommand {

    @Option(
            names = "--confirm",
            paramLabel = "SOURCE",
            description = "What is gone from this source directory was deleted, however much it is.")
    private @Nullable String source;

    @Mixin
    private PathOption where;

    @Mixin
    private JsonOption json;

    @Override
    int run(Service service, Screen screen) {
        JsonNode looks = source == null
                ? service.get("/deleted").path("sources")
                : Service.array(service.post(
                        "/deleted/confirm", Service.body().put("source", where.path(source, screen.surroundings()))));
        json.print(looks, screen, () -> print(looks, screen));
        return RemoteExit.DONE;
    }

    private static void print(JsonNode looks, Screen screen) {
        if (looks.isEmpty()) {
            screen.note("no source directory was looked through yet");
            return;
        }
        screen.table(new Table(
                        Column.number("KNOWN", look -> Words.count(look.path("known"))),
                        Column.number("GONE", look -> Words.count(look.path("gone"))),
                        Column.number("MARKED", look -> Words.count(look.path("deleted"))),
                        Column.number("LOOKED", look -> Words.shortAge(look.path("at"), screen.clock())),
                        Column.path("SOURCE", "source"))
                .addAll(looks));
        looks.forEach(look -> {
            if (!look.path("withheld").asText().isEmpty()) {
                screen.line("nothing is marked: " + Words.of(look.path("withheld")) + " (caravan deleted --confirm)");
            }
        });
    }
}
