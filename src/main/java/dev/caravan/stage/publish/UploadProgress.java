package dev.caravan.stage.publish;

import dev.caravan.job.JobLog;
import dev.caravan.job.JobRun;
import dev.caravan.job.Progress;
import dev.caravan.job.ProgressMeter;
import java.lang.ref.WeakReference;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.WeakHashMap;

/**
 * How far the uploads of one run are, over all objects and all targets together, and what each target was sent. What is there
 * already counts as done.
 */
final class UploadProgress {
    /** Weak, or nothing would ever be forgotten: the run is the key by which this is found. */
    private final WeakReference<JobRun> run;

    private final ProgressMeter meter;
    private final Map<String, TargetTally> targets = new TreeMap<>();

    private UploadProgress(JobRun run, long bytes) {
        this.run = new WeakReference<>(run);
        this.meter = new ProgressMeter("upload", "bytes", bytes, this::tell);
    }

    /** The progress of each run that is going on; its uploads to several targets share one. */
    static final class OfRuns {
        private final Map<JobRun, UploadProgress> progresses = Collections.synchronizedMap(new WeakHashMap<>());

        /** @param bytes of all objects in all targets */
        UploadProgress of(JobRun run, long bytes) {
            return progresses.computeIfAbsent(run, fresh -> new UploadProgress(fresh, bytes));
        }
    }

    /** Begins with a target anew. */
    synchronized TargetTally to(String target, JobLog log) {
        TargetTally tally = new TargetTally(meter, log);
        targets.put(target, tally);
        return tally;
    }

    /** Tells the history what has been sent so far. */
    synchronized void note() {
        Map<String, Object> notes = new TreeMap<>();
        targets.forEach((target, tally) -> notes.put(target, tally.notes()));
        JobRun going = run.get();
        if (going != null) {
            going.note("targets", notes);
        }
    }

    private void tell(Progress progress) {
        JobRun going = run.get();
        if (going != null) {
            going.progress(progress);
        }
    }
}
