package dev.caravan.cli.remote;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code caravan show} */
@Command(
        name = "show",
        description = "Shows all that is known of jobs.",
        footerHeading = "%nExamples:%n",
        footer = {"  caravan job show 5f0c2c1e-8d3b-4a55-9d6e-0d6f4f0c7a11"})
final class JobShowCommand extends RemoteCommand {

    @Mixin
    private JobIds ids;

    @Mixin
    private JsonOption json;

    @Override
    int run(Service service, Screen screen) {
        return each(ids.all(), screen, id -> {
            JsonNode job = service.get(JobIds.path(id));
            json.print(job, screen, () -> details(job, screen.clock()).print(screen));
            return RemoteExit.DONE;
        });
    }

    private static Details details(JsonNode job, Clock clock) {
        Details details = new Details()
                .with("job", Words.of(job.path("id")))
                .with("type", Words.of(job.path("type")))
                .with("target", JobWords.target(job))
                .with("state", JobWords.state(job))
                .with("place", JobWords.position(job))
                .with("progress", progress(job))
                .with("children", JobWords.children(job))
                .with("failure", JobWords.failure(job))
                .with("reason", reason(job))
                .with("advice", Words.of(job.path("failure").path("advice")))
                .with("priority", Words.of(job.path("priority")))
                .with("user", Words.of(job.path("user")))
                .with("project", Words.of(job.path("project")))
                .with("parent", Words.of(job.path("parent")))
                .with("worker", Words.of(job.path("worker")))
                .with("cluster", JobWords.cluster(job))
                .with("size", Words.bytes(job.path("bytes")))
                .with("created", Words.timeAndAge(job.path("created"), clock))
                .with("started", Words.timeAndAge(job.path("started"), clock))
                .with("ended", Words.timeAndAge(job.path("ended"), clock))
                .with("took", Words.took(job.path("started"), job.path("ended"), clock))
                .with("time-out", Words.duration(job.path("timeoutSeconds")));
        job.path("branches").forEach(branch -> details.with(branch.path("name").asText(), JobWords.branch(branch)));
        job.path("result").fields().forEachRemaining(part -> details.with(part.getKey(), Words.of(part.getValue())));
        return details;
    }

    /** Of one that was cancelled: a failure has said its own. */
    private static String reason(JsonNode job) {
        return job.path("failure").isObject() ? Words.NOTHING : Words.of(job.path("reason"));
    }

    private static String progress(JsonNode job) {
        JsonNode progress = job.path("progress");
        return progress.isObject() && !JobWords.hasEnded(job) ? ProgressWords.words(progress) : Words.NOTHING;
    }
}
