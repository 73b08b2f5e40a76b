package dev.caravan.cli.remote;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code caravan workers} */
@Command(
        name = "workers",
        description = "Lists the workers of all instances, and stops and starts them.",
        footerHeading = "%nExamples:%n",
        footer = {"  caravan workers", "  caravan workers drain '*:convert'", "  caravan workers start '*'"})
final class WorkersCommand extends RemoteCommand {
    private static final String NONE = "there are no workers";

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "ACTION",
            completionCandidates = Candidates.WorkerActions.class,
            description = "start: go on. drain: end what runs, begin nothing more, then stand still. "
                    + "stop: at once, what runs goes back to the queue. Without an action: list them.")
    private @Nullable String action;

    @Parameters(
            index = "1..*",
            paramLabel = "ID",
            description = "Workers, INSTANCE:STAGE; * is all of them, *:STAGE all of a stage.")
    private List<String> ids = new ArrayList<>();

    @Mixin
    private JsonOption json;

    @Override
    int run(Service service, Screen screen) {
        if (action == null) {
            json.printList(service.get("/workers"), screen, table(screen), NONE);
            return RemoteExit.DONE;
        }
        String path = "/" + known(action);
        if (ids.isEmpty()) {
            throw wrong("expected the ID of a worker after '" + action + "', or '*' for all");
        }
        return each(ids, screen, id -> {
            JsonNode answer = service.post("/workers/" + Query.encode(id) + path, null);
            json.printList(list(answer), screen, table(screen), NONE);
            return RemoteExit.DONE;
        });
    }

    private String known(String name) {
        List<String> actions = new Candidates.WorkerActions();
        if (!actions.contains(name)) {
            throw wrong("'" + name + "' is no action, expected one of " + String.join(", ", actions));
        }
        return name;
    }

    /** One worker is answered as itself. */
    private static JsonNode list(JsonNode answer) {
        return answer.has("id") ? Service.array(answer) : answer;
    }

    private static Table table(Screen screen) {
        return new Table(
                Column.word("ID", "id"),
                Column.word("STATE", "state"),
                Column.number(
                        "BUSY", worker -> Words.count(worker.path("busy")) + "/" + Words.count(worker.path("slots"))),
                Column.word("HOST", "host"),
                Column.number("SEEN", worker -> Words.shortAge(worker.path("heartbeat"), screen.clock())),
                Column.number("SINCE", worker -> Words.shortAge(worker.path("since"), screen.clock())));
    }
}
