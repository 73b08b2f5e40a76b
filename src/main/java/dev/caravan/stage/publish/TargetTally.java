package dev.caravan.stage.publish;

import dev.caravan.job.JobLog;
import dev.caravan.job.JobRun;
import dev.caravan.job.ProgressMeter;
import dev.caravan.s3.TransferListener;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** Counts what a target is sent, and tells the job how far it is. What is there already counts as done. */
final class TargetTally implements TransferListener {
    private final JobRun run;
    private final ProgressMeter meter;
    private final JobLog log;
    private long bytesSent;
    private long objectsSent;
    private long objectsUnchanged;
    private @Nullable URI metadata;

    /** @param bytes of all objects */
    TargetTally(JobRun run, long bytes) {
        this.run = run;
        this.meter = new ProgressMeter("upload", "bytes", bytes, run::progress);
        this.log = run.log();
    }

    @Override
    public synchronized void unchanged(String key, long bytes) {
        objectsUnchanged++;
        meter.skip(bytes);
    }

    @Override
    public synchronized void begins(String key) {
        meter.at(key);
    }

    @Override
    public void sent(long bytes) {
        meter.add(bytes);
    }

    @Override
    public void resumed(String key, long bytes) {
        meter.skip(bytes);
    }

    @Override
    public synchronized void proven(String key, long bytes) {
        objectsSent++;
        bytesSent += bytes;
    }

    @Override
    public void note(String line) {
        log.append(line);
    }

    /** All of it is there. */
    synchronized void published(URI address) {
        metadata = address;
    }

    /** Tells the history what has been sent so far. */
    synchronized void note() {
        run.note("bytesSent", bytesSent);
        run.note("objectsSent", objectsSent);
        run.note("objectsUnchanged", objectsUnchanged);
        if (metadata != null) {
            run.note("url", metadata.toString());
        }
    }
}
