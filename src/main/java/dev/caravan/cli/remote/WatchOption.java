package dev.caravan.cli.remote;

import com.fasterxml.jackson.databind.JsonNode;
import picocli.CommandLine.Option;

/** Whether a command that has started a job waits for its end. */
final class WatchOption {

    @Option(
            names = {"-w", "--watch"},
            description = "Show the progress, and end as the job ends.")
    private boolean watch;

    boolean isSet() {
        return watch;
    }

    /** @return the exit code: of the job, when it was waited for */
    int started(JsonNode job, Service service, Screen screen, JsonOption json) {
        if (watch) {
            return new Watch(service, screen, json).until(job.path("id").asText());
        }
        json.print(
                job,
                screen,
                () -> screen.line(Words.of(job.path("id")) + ": " + JobWords.state(job) + ": " + JobWords.target(job)));
        return RemoteExit.DONE;
    }
}
