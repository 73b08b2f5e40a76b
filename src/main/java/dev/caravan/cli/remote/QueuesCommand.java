package dev.caravan.cli.remote;

import com.fasterxml.jackson.databind.JsonNode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code caravan queues} */
@Command(
        name = "queues",
        description = "Shows what waits and runs at each stage.",
        footerHeading = "%nExamples:%n",
        footer = {"  caravan queues"})
final class QueuesCommand extends RemoteCommand {

    @Mixin
    private JsonOption json;

    @Override
    int run(Service service, Screen screen) {
        json.printList(service.get("/queues"), screen, table(screen), "there are no queues");
        return RemoteExit.DONE;
    }

    static Table table(Screen screen) {
        return new Table(
                Column.word("STAGE", "stage"),
                Column.count("READY", "ready"),
                Column.count("DELAYED", "delayed"),
                Column.count("RUNNING", "running"),
                Column.count("WORKERS", "workers"),
                Column.number("URGENT", queue -> priority(queue, "URGENT")),
                Column.number("HIGH", queue -> priority(queue, "HIGH")),
                Column.number("NORMAL", queue -> priority(queue, "NORMAL")),
                Column.number("LOW", queue -> priority(queue, "LOW")),
                Column.number("OLDEST", queue -> Words.shortAge(queue.path("oldest"), screen.clock())));
    }

    private static String priority(JsonNode queue, String priority) {
        return Words.count(queue.path("byPriority").path(priority));
    }
}
