package dev.caravan.cli.remote;

import com.fasterxml.jackson.databind.JsonNode;
import picocli.CommandLine.Option;

/** Whether a command that has started a job waits for its end. */
final class WatchOption {

    @Option(
            names = {"-w", "--watch", "--wait"},
            description = "Show the progress, and end as the job ends.")
    private boolean watch;

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

    /**
     * The same, when it was asked for what may be no job, one, or a batch.
     *
     * @param answer as {@link Reprocessed} reads it
     * @param exit the exit code, unless a job that was waited for has another than 0
     */
    int started(JsonNode answer, int exit, Service service, Screen screen, JsonOption json) {
        String job = Reprocessed.job(answer);
        if (watch && job != null) {
            int end = new Watch(service, screen, json).until(job);
            return end == RemoteExit.DONE ? exit : end;
        }
        json.print(answer, screen, () -> Reprocessed.print(answer, screen));
        return exit;
    }
}
