package dev.caravan.stage.convert;

import dev.caravan.converter.BadInputException;
import dev.caravan.converter.OutOfTimeException;
import dev.caravan.job.JobRun;
import dev.caravan.potree.OctreeVerifier;
import dev.caravan.potree.VerificationReport;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.CancellationException;
import org.apache.camel.component.exec.ExecCommand;
import org.apache.camel.component.exec.ExecCommandExecutor;
import org.apache.camel.component.exec.ExecResult;

/**
 * Runs the converter's command: its output goes line by line to the job's log, not to memory; a time-out, a cancelled job
 * or the end of the service ends the whole process tree; an exit code other than 0 is a failure.
 */
public class Processes implements ExecCommandExecutor {
    private static final OutOfMemoryKills KILLS = OutOfMemoryKills.ofThisService();

    private final Scratch scratch;
    private final List<Integer> badInputExitCodes;

    public Processes(ExecSettings settings, Scratch scratch) {
        this.scratch = scratch;
        this.badInputExitCodes = settings.badInputExitCodes();
    }

    @Override
    public ExecResult execute(ExecCommand command) throws IOException {
        Command ours = (Command) command;
        try {
            run(ours);
            return new ExecResult(command, InputStream.nullInputStream(), InputStream.nullInputStream(), 0);
        } catch (IOException | RuntimeException e) {
            scratch.discard(ours.scratch());
            throw e;
        }
    }

    private void run(Command command) throws IOException {
        JobRun run = command.run();
        List<String> line = new ArrayList<>();
        line.add(command.getExecutable());
        line.addAll(command.getArgs());
        run.note("engine", "exec");
        run.note("command", line);
        String name = Path.of(command.getExecutable()).getFileName().toString();
        ProcessProgress progress = new ProcessProgress(run, command.input());
        OutputLog output =
                OutputLog.to(run.log(), new PotreeConverterOutput(progress, command.input(), System::nanoTime));
        TimeLimit limit = TimeLimit.of(Duration.ofMillis(command.getTimeout()), run, Instant.now());
        long kills = KILLS.count();
        OptionalInt exit =
                new WatchedProcess(name, line, command.scratch(), run, progress::used).run(limit.length(), output);
        Long peak = progress.peak();
        if (peak != null) {
            run.note("peakMemoryBytes", peak);
        }
        if (exit.isEmpty()) {
            throw new OutOfTimeException(
                    "%s did not end within %s (%s)%s"
                            .formatted(name, limit.length(), limit.setting(), output.lastWords()),
                    output.evidence());
        }
        ProcessFailure failure = new ProcessFailure(name, output, command.scratch(), KILLS.count() > kills);
        judge(command, exit.getAsInt(), failure);
    }

    private void judge(Command command, int exit, ProcessFailure failure) throws IOException {
        if (badInputExitCodes.contains(exit)) {
            OutputLog output = failure.output();
            throw new BadInputException(
                    "%s refused the input (exit code %d)%s".formatted(failure.name(), exit, output.lastWords()),
                    output.evidence());
        }
        if (exit != 0) {
            throw failure.of(exit);
        }
        VerificationReport octree =
                OctreeVerifier.verify(command.octree(), OptionalLong.empty(), seen -> endWhenCancelled(command.run()));
        if (!octree.passed()) {
            throw failure.withoutOctree(octree.failures());
        }
        command.run().note("points", octree.points());
        command.run().note("nodes", octree.nodes());
        command.run().note("octree", command.octree().toString());
    }

    private static void endWhenCancelled(JobRun run) {
        if (run.cancelled()) {
            throw new CancellationException("the job was cancelled, or the service stops");
        }
    }
}
