package dev.caravan.stage.convert;

import dev.caravan.job.JobRun;
import java.io.File;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;

/**
 * A process that works for a job, in the scratch directory of an attempt. A time-out, a cancelled job or the end of the service ends
 * it with all its children.
 *
 * @param name for messages
 * @param peakMemory told each second how many bytes the process and its children have had at most; 0 where the system does not tell
 */
record WatchedProcess(String name, List<String> line, Path scratch, JobRun run, LongConsumer peakMemory) {
    private static final long LOOK = TimeUnit.SECONDS.toNanos(1);
    /** Between the request to end (SIGTERM) and the end (SIGKILL). */
    private static final Duration GRACE = Duration.ofSeconds(5);

    /**
     * Runs it to its end; all output has been read by then.
     *
     * @return the exit code; empty when it did not end in time and was ended
     * @throws InterruptedIOException when the job was cancelled, or the service stops
     */
    OptionalInt run(Duration timeout, OutputLog output) throws IOException {
        Process process = start();
        ProcessTree tree = new ProcessTree(process.toHandle(), GRACE);
        try {
            run.onCancel(tree::end);
            Thread reader = output.start(process.getInputStream(), "output-of-" + run.id());
            boolean ended = ends(process, timeout);
            if (!ended) {
                tree.end();
            }
            reader.join(GRACE.toMillis());
            if (run.cancelled()) {
                throw new InterruptedIOException(
                        name + " was ended because its job was cancelled or the service stops");
            }
            return ended ? OptionalInt.of(process.exitValue()) : OptionalInt.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException(name + " was interrupted");
        } finally {
            tree.end();
        }
    }

    private boolean ends(Process process, Duration timeout) throws InterruptedException {
        TreeMemory memory = new TreeMemory();
        long end = System.nanoTime() + timeout.toNanos();
        for (long left = timeout.toNanos(); left > 0; left = end - System.nanoTime()) {
            peakMemory.accept(memory.look(process.toHandle()));
            if (process.waitFor(Math.min(left, LOOK), TimeUnit.NANOSECONDS)) {
                return true;
            }
        }
        return !process.isAlive();
    }

    private Process start() throws IOException {
        run.log().append("runs " + line);
        ProcessBuilder builder = new ProcessBuilder(line)
                .directory(scratch.toFile())
                .redirectErrorStream(true)
                .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")));
        Orphans.mark(builder.environment(), scratch);
        Process process = builder.start();
        mark(process);
        return process;
    }

    /** Without its mark nobody could end the process after a crash, so it does not run without one: on a full disk, for instance. */
    private void mark(Process process) throws IOException {
        try {
            ProcessMark.leave(scratch, process.toHandle());
        } catch (IOException e) {
            new ProcessTree(process.toHandle(), GRACE).end();
            throw new IOException("no process can be marked in " + scratch + Room.remark(scratch) + ": " + e, e);
        }
    }
}
