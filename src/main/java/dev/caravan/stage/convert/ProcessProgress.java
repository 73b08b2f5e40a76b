package dev.caravan.stage.convert;

import dev.caravan.job.JobRun;
import dev.caravan.job.Progress;
import org.jspecify.annotations.Nullable;

/** How far a process is: by what it says itself, and by the memory that it is seen to have had. */
final class ProcessProgress {
    private final JobRun run;
    private Progress last;
    private @Nullable Long peak;

    /** @param current what it works on; null when that is no single file */
    ProcessProgress(JobRun run, @Nullable String current) {
        this.run = run;
        this.last = Progress.of("convert", 0, null, "points", current);
    }

    /** A process may know better than samples from outside what it has had; and elsewhere than on Linux there are none. */
    synchronized void said(Progress progress) {
        last = progress;
        Long own = progress.peakMemoryBytes();
        if (own != null && (peak == null || own > peak)) {
            peak = own;
        }
        run.progress(last.withPeakMemory(peak));
    }

    /** Those that say nothing are told about when their memory has grown by a tenth. */
    synchronized void used(long bytes) {
        if (bytes > 0 && (peak == null || bytes > peak + peak / 10)) {
            peak = bytes;
            run.progress(last.withPeakMemory(peak));
        } else if (peak != null) {
            peak = Math.max(peak, bytes);
        }
    }

    /** Bytes; null where the system does not tell. */
    synchronized @Nullable Long peak() {
        return peak;
    }
}
