package dev.caravan.stage.convert;

import dev.caravan.job.JobRun;
import dev.caravan.workspace.Trees;
import dev.caravan.workspace.Workspace;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Predicate;

/**
 * The scratch directories of conversions, one an attempt: `scratch/<job>.<attempt>`. What an earlier attempt of the same job
 * left behind is removed when the next one begins.
 */
public class Scratch {
    private final Path directory;

    public Scratch(Workspace workspace) {
        this.directory = workspace.scratch();
    }

    /** An empty directory for this attempt. */
    public Path open(JobRun run) throws IOException {
        discardAll(run.id());
        return Files.createDirectory(of(run.id(), run.attempt()));
    }

    /** That of an attempt, whether it is there or not. */
    Path of(String job, int attempt) {
        return directory.resolve(job + "." + attempt);
    }

    /** Removes those of all attempts of a job. */
    public void discardAll(String job) throws IOException {
        Files.createDirectories(directory);
        try (DirectoryStream<Path> attempts = Files.newDirectoryStream(directory, job + ".*")) {
            for (Path attempt : attempts) {
                discard(attempt);
            }
        }
    }

    /** Also ends what outlived its service there. */
    public void discard(Path attempt) throws IOException {
        Orphans.end(attempt);
        Trees.delete(attempt);
    }

    /** Removes what belongs to no job any more, after the service was killed. */
    public void sweep(Predicate<String> isLive) throws IOException {
        Files.createDirectories(directory);
        try (DirectoryStream<Path> attempts = Files.newDirectoryStream(directory)) {
            for (Path attempt : attempts) {
                String name = attempt.getFileName().toString();
                int dot = name.lastIndexOf('.');
                if (dot > 0 && !isLive.test(name.substring(0, dot))) {
                    discard(attempt);
                }
            }
        }
    }
}
