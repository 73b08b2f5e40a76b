package dev.caravan.stage.publish;

import dev.caravan.job.ProgressMeter;
import dev.caravan.s3.LocalObject;
import java.net.URI;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Counts what one target is sent. */
final class TargetTally {
    private final ProgressMeter meter;
    private long bytesSent;
    private long objectsSent;
    private long objectsUnchanged;
    private @Nullable URI metadata;

    TargetTally(ProgressMeter meter) {
        this.meter = meter;
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
