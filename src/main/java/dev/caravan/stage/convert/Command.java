package dev.caravan.stage.convert;

import dev.caravan.job.JobRun;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.apache.camel.LoggingLevel;
import org.apache.camel.component.exec.ExecCommand;
import org.jspecify.annotations.Nullable;

/** A command line, and the run of the job that it is part of. */
final class Command extends ExecCommand {
    private final transient JobRun run;
    private final transient Path scratch;
    private final transient @Nullable String input;

    /** @param input what it works on; null when that is no single file */
    Command(
            Path executable,
            List<String> arguments,
            @Nullable String input,
            Path scratch,
            Duration timeout,
            JobRun run) {
        super(
                executable.toString(),
                arguments,
                scratch.toString(),
                timeout.toMillis(),
                Set.of(),
                null,
                null,
                false,
                LoggingLevel.DEBUG);
        this.run = run;
        this.scratch = scratch;
        this.input = input;
    }

    JobRun run() {
        return run;
    }

    @Nullable
    String input() {
        return input;
    }

    /** The attempt's scratch directory, in which the command runs. */
    Path scratch() {
        return scratch;
    }

    /** The directory that the command is to write. */
    Path octree() {
        return octree(scratch);
    }

    static Path octree(Path scratch) {
        return scratch.resolve("octree");
    }
}
