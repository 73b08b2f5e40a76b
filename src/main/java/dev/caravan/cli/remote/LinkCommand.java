package dev.caravan.cli.remote;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code caravan link} */
@Command(
        name = "link",
        description = {
            "Prints an address at which anybody who has it can view what is published, for some time.",
            "--revoke ends all links that were made so far."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  caravan link a.laz",
            "  caravan link a.laz --lifetime 2h --target archive",
            "  caravan link --revoke"
        })
final class LinkCommand extends RemoteCommand {

    @Parameters(
            paramLabel = "PATH",
            arity = "0..1",
            description = "The source file, or the directory or manifest of a dataset of many.")
    private @Nullable String path;

    @Option(
            names = "--lifetime",
            paramLabel = "TIME",
            converter = Span.Converter.class,
            description = "How long it works, such as 90m or 2h. Default: as the service is configured.")
    private @Nullable Span lifetime;

    @Option(names = "--target", paramLabel = "NAME", description = "Read it from this target. Default: a private one.")
    private @Nullable String target;

    @Option(names = "--revoke", description = "End all links that were made so far.")
    private boolean revoke;

    @Mixin
    private PathOption where;

    @Mixin
    private JsonOption json;

    @Override
    int run(Service service, Screen screen) {
        if ((path == null) != revoke) {
            throw wrong("expected either PATH or --revoke");
        }
        if (path == null) {
            JsonNode answer = service.post("/links/revoke", null);
            json.print(answer, screen, () -> screen.line("all links have ended"));
            return RemoteExit.DONE;
        }
        JsonNode answer = service.post("/links", body(path, screen.surroundings()));
        json.print(answer, screen, () -> {
            screen.line(service.absolute(Words.of(answer.path("view"))));
            screen.note(
                    "until " + Words.of(answer.path("expires")) + ", from target " + Words.of(answer.path("target")));
        });
        return RemoteExit.DONE;
    }

    private ObjectNode body(String given, Surroundings surroundings) {
        ObjectNode body = Service.body().put("path", where.path(given, surroundings));
        if (lifetime != null) {
            body.put("lifetime", lifetime.time().toSeconds() + "s");
        }
        if (target != null) {
            body.put("target", target);
        }
        return body;
    }
}
