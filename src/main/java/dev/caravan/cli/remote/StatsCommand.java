package dev.caravan.cli.remote;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code caravan stats} */
@Command(
        name = "stats",
        description = "Shows how the service is, at a glance.",
        footerHeading = "%nExamples:%n",
        footer = {"  caravan stats", "  caravan stats --json"})
final class StatsCommand extends RemoteCommand {

    @Mixin
    private JsonOption json;

    @Override
    int run(Service service, Screen screen) {
        JsonNode stats = service.get("/stats");
        json.print(stats, screen, () -> print(stats, screen));
        return RemoteExit.DONE;
    }

    private static void print(JsonNode stats, Screen screen) {
        new Details()
                .with("service", service(stats))
                .with("redis", redis(stats.path("redis")))
                .with("jobs", counts(stats.path("jobs").path("states")))
                .with(
                        "files",
                        Words.count(stats.path("files").path("count"))
                                + counts(": ", stats.path("files").path("byStatus")))
                .with(
                        "failed in 24 h",
                        counts(stats.path("failures").path("last24h").path("byClass")))
                .with("oldest waiting", Words.timeAndAge(stats.path("oldestWaiting"), screen.clock()))
                .with("scan", ScanWords.status(stats.path("scan"), screen.clock()))
                .print(screen);
        if (!stats.path("queues").isEmpty()) {
            screen.line("");
            screen.table(QueuesCommand.table(screen).addAll(stats.path("queues")));
        }
    }

    private static String service(JsonNode stats) {
        return Words.of(stats.path("health")) + ", version " + Words.of(stats.path("version")) + ", for "
                + Words.duration(stats.path("uptimeSeconds"));
    }

    private static String redis(JsonNode redis) {
        if (!redis.isObject()) {
            return Words.NOTHING;
        }
        return redis.path("up").asBoolean()
                ? "UP"
                : "DOWN" + (Words.isNothing(redis.path("error")) ? "" : ": " + Words.of(redis.path("error")));
    }

    private static String counts(JsonNode numbers) {
        return counts("", numbers);
    }

    /** Such as `2 RUNNING, 7 QUEUED`; what is 0 is left out. */
    private static String counts(String before, JsonNode numbers) {
        List<String> parts = new ArrayList<>();
        numbers.fields().forEachRemaining(part -> {
            if (part.getValue().asLong() != 0) {
                parts.add(Words.count(part.getValue()) + " " + Words.printable(part.getKey()));
            }
        });
        return parts.isEmpty() ? "" : before + String.join(", ", parts);
    }
}
