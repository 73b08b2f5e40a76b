package dev.caravan.stage.convert;

import dev.caravan.converter.BadInputException;
import dev.caravan.job.JobRun;
import dev.caravan.potree.OctreeVerifier;
import dev.caravan.potree.VerificationReport;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
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
        List<String> line = new ArrayList<>();
        line.add(command.getExecutable());
        line.addAll(command.getArgs());
        String name = Path.of(command.getExecutable()).getFileName().toString();
        OutputLog output = OutputLog.to(command.run().log());
        OptionalInt exit = new WatchedProcess(name, line, command.scratch(), command.run())
                .run(Duration.ofMillis(command.getTimeout()), output);
        judge(name, command, exit, output);
    }

    private void judge(String name, Command command, OptionalInt end, OutputLog output) throws IOException {
        if (end.isEmpty()) {
            throw new IOException("%s did not end within %s (caravan.convert.exec.timeout)%s"
                    .formatted(name, Duration.ofMillis(command.getTimeout()), output.evidence()));
        }
        int exit = end.getAsInt();
        if (badInputExitCodes.contains(exit)) {
            throw new BadInputException(
                    "%s refused the input (exit code %d)%s".formatted(name, exit, output.evidence()));
        }
        if (exit != 0) {
            throw new IOException("%s failed with %s%s%s"
                    .formatted(name, ExitCode.describe(exit), Room.remark(command.scratch()), output.evidence()));
        }
        VerificationReport octree =
                OctreeVerifier.verify(command.octree(), OptionalLong.empty(), () -> endWhenCancelled(command.run()));
        if (!octree.passed()) {
            throw new IOException("%s claims success, but left no whole octree: %s%s%s"
                    .formatted(name, octree.failures(), Room.remark(command.scratch()), output.evidence()));
        }
    }

    private static void endWhenCancelled(JobRun run) {
        if (run.cancelled()) {
            throw new CancellationException("the job was cancelled, or the service stops");
        }
    }
}
