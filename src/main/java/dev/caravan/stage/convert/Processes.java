package dev.caravan.stage.convert;

import dev.caravan.converter.BadInputException;
import dev.caravan.job.JobRun;
import dev.caravan.potree.OctreeVerifier;
import dev.caravan.potree.VerificationReport;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.apache.camel.component.exec.ExecCommand;
import org.apache.camel.component.exec.ExecCommandExecutor;
import org.apache.camel.component.exec.ExecResult;

/**
 * Runs the converter's command: its output goes line by line to the job's log, not to memory; a time-out, a cancelled job
 * or the end of the service ends the whole process tree; an exit code other than 0 is a failure.
 */
public class Processes implements ExecCommandExecutor {
    /** Between the request to end (SIGTERM) and the end (SIGKILL). */
    private static final Duration GRACE = Duration.ofSeconds(5);

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
        Process process = start(command);
        ProcessTree tree = new ProcessTree(process.toHandle(), GRACE);
        OutputLog output = new OutputLog(process.getInputStream(), command.run().log());
        try {
            command.run().onCancel(tree::end);
            Thread reader = output.start("output-of-" + command.run().id());
            boolean ended = process.waitFor(command.getTimeout(), TimeUnit.MILLISECONDS);
            if (!ended) {
                tree.end();
            }
            reader.join(GRACE.toMillis());
            judge(command, ended, process, output);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException(command.getExecutable() + " was interrupted");
        } finally {
            tree.end();
        }
    }

    private static Process start(Command command) throws IOException {
        List<String> line = new ArrayList<>();
        line.add(command.getExecutable());
        line.addAll(command.getArgs());
        command.run().log().append("runs " + line);
        Process process = new ProcessBuilder(line)
                .directory(new File(command.getWorkingDir()))
                .redirectErrorStream(true)
                .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                .start();
        mark(command, process);
        return process;
    }

    /** Without its mark nobody could end the process after a crash, so it does not run without one: on a full disk, for instance. */
    private static void mark(Command command, Process process) throws IOException {
        try {
            ProcessMark.leave(command.scratch(), process.toHandle());
        } catch (IOException e) {
            new ProcessTree(process.toHandle(), GRACE).end();
            throw new IOException(
                    "no process can be marked in " + command.scratch() + Room.remark(command.scratch()) + ": " + e, e);
        }
    }

    private void judge(Command command, boolean ended, Process process, OutputLog output) throws IOException {
        JobRun run = command.run();
        String name = Path.of(command.getExecutable()).getFileName().toString();
        if (run.cancelled()) {
            throw new InterruptedIOException(name + " was ended because its job was cancelled or the service stops");
        }
        if (!ended) {
            throw new IOException("%s did not end within %s (caravan.convert.exec.timeout)%s"
                    .formatted(name, Duration.ofMillis(command.getTimeout()), output.evidence()));
        }
        int exit = process.exitValue();
        if (badInputExitCodes.contains(exit)) {
            throw new BadInputException(
                    "%s refused the input (exit code %d)%s".formatted(name, exit, output.evidence()));
        }
        if (exit != 0) {
            throw new IOException("%s failed with %s%s%s"
                    .formatted(name, ExitCode.describe(exit), Room.remark(command.scratch()), output.evidence()));
        }
        VerificationReport octree = OctreeVerifier.verify(command.octree(), OptionalLong.empty());
        if (!octree.passed()) {
            throw new IOException("%s claims success, but left no whole octree: %s%s%s"
                    .formatted(name, octree.failures(), Room.remark(command.scratch()), output.evidence()));
        }
    }
}
