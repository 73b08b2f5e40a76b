package dev.caravan.stage.publish;

import dev.caravan.job.JobRun;
import dev.caravan.job.ProgressMeter;
import dev.caravan.s3.LocalObject;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** Counts what a target is sent, and tells the job how far it is. What is there already counts as done. */
final class TargetTally {
    private final JobRun run;
    private final ProgressMeter meter;
    private long bytesSent;
    private long objectsSent;
    private long objectsUnchanged;
    private @Nullable URI metadata;

    /** @param bytes of all objects */
    TargetTally(JobRun run, long bytes) {
        this.run = run;
        this.meter = new ProgressMeter("upload", "bytes", bytes, run::progress);
    }

    /** It is there already, and need not be sent. */
    synchronized void unchanged(LocalObject object) {
        objectsUnchanged++;
        meter.skip(object.size());
    }

    synchronized void begins(LocalObject object) {
        meter.at(object.key());
    }

    /** So many bytes are on their way. */
    void sent(long bytes) {
        meter.add(bytes);
    }

    /** It has been proven to be there. */
    synchronized void proven(LocalObject object) {
        objectsSent++;
        bytesSent += object.size();
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
