package dev.caravan.stage.publish;

import dev.caravan.job.JobRun;
import dev.caravan.workspace.Trees;
import dev.caravan.workspace.Workspace;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where orders to send lie, one an attempt: `scratch/<job>.<attempt>/send.json`. What no job needs any more is swept with the other scratch
 * directories.
 */
public final class SendScratch {
    private final Path directory;

    public SendScratch(Workspace workspace) {
        this.directory = workspace.scratch();
    }

    /** The order of an attempt, whether it is there or not. */
    Path order(JobRun run) {
        return order(run, run.attempt());
    }

    /** That of another attempt of its job. */
    Path order(JobRun run, int attempt) {
        return directory.resolve(run.id() + "." + attempt).resolve("send.json");
    }

    /** Makes its directory, in place of those of earlier attempts. */
    void open(JobRun run) throws IOException {
        discardAll(run);
        Files.createDirectory(order(run).getParent());
    }

    /** Removes those of all attempts of a job. */
    void discardAll(JobRun run) throws IOException {
        Files.createDirectories(directory);
        try (DirectoryStream<Path> attempts = Files.newDirectoryStream(directory, run.id() + ".*")) {
            for (Path attempt : attempts) {
                Trees.delete(attempt);
            }
        }
    }
}
