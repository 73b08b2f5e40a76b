package dev.caravan.stage.publish;

import dev.caravan.job.JobLog;
import dev.caravan.job.ProgressMeter;
import dev.caravan.s3.TransferListener;
import java.net.URI;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Counts what one target is sent. */
final class TargetTally implements TransferListener {
    private final ProgressMeter meter;
    private final JobLog log;
    private long bytesSent;
    private long objectsSent;
    private long objectsUnchanged;
    private @Nullable URI metadata;

    TargetTally(ProgressMeter meter, JobLog log) {
        this.meter = meter;
        this.log = log;
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

    /** For the history. */
    synchronized Map<String, Object> notes() {
        Map<String, Object> notes = new TreeMap<>();
        notes.put("bytesSent", bytesSent);
        notes.put("objectsSent", objectsSent);
        notes.put("objectsUnchanged", objectsUnchanged);
        if (metadata != null) {
            notes.put("url", metadata.toString());
        }
        return notes;
    }
}
