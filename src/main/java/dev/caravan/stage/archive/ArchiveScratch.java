package dev.caravan.stage.archive;

import dev.caravan.workspace.Trees;
import dev.caravan.workspace.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where a backup keeps its listing, and its archive when it is spooled: `scratch/<job>.archive`, for all stages and targets. What no job
 * needs any more is swept with the other scratch directories.
 */
public final class ArchiveScratch {
    private final Path directory;

    public ArchiveScratch(Workspace workspace) {
        this.directory = workspace.scratch();
    }

    /** Empty. */
    Path open(String job) throws IOException {
        Path own = directory.resolve(job + ".archive");
        Trees.delete(own);
        return Files.createDirectories(own);
    }

    void discard(Path own) throws IOException {
        Trees.delete(own);
    }

    /** Removes it with all that is in it. */
    void discard(Plan plan) throws IOException {
        discard(plan.directory());
    }
}
