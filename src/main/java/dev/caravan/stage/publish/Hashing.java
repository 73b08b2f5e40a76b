package dev.caravan.stage.publish;

import dev.caravan.job.JobRun;
import dev.caravan.job.ProgressMeter;
import dev.caravan.s3.FileDigest;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.util.concurrent.CancellationException;

/** Reads files for their hashes, tells how far it is, and ends when the job is cancelled. */
final class Hashing {
    private final JobRun run;
    private final ProgressMeter meter;

    /** @param bytes of all files that may have to be read */
    Hashing(JobRun run, long bytes) {
        this.run = run;
        this.meter = new ProgressMeter("hash", "bytes", bytes, run::progress);
    }

    /** So many bytes need not be read. */
    void skip(long bytes) {
        meter.skip(bytes);
    }

    FileDigest digest(Path file) throws IOException {
        meter.at(file.toString());
        try {
            return FileDigest.of(file, this::reached);
        } catch (CancellationException e) {
            throw cancelled(file, e);
        }
    }

    String sha256(Path file) throws IOException {
        meter.at(file.toString());
        try {
            return FileDigest.sha256(file, this::reached);
        } catch (CancellationException e) {
            throw cancelled(file, e);
        }
    }

    private void reached(long bytes) {
        if (run.cancelled()) {
            throw new CancellationException();
        }
        meter.add(bytes);
    }

    private static IOException cancelled(Path file, CancellationException cause) {
        return (IOException) new InterruptedIOException("the reading of " + file
                        + " for its hash ended, because its job was cancelled or the service stops")
                .initCause(cause);
    }
}
