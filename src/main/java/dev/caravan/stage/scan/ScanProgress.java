package dev.caravan.stage.scan;

import dev.caravan.job.Progress;
import dev.caravan.job.ProgressMeter;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** How far a scan is, told once a second. The total is what the last complete scan saw. */
final class ScanProgress {
    private static final long SECOND = 1_000_000_000L;

    private final ScanReport report;
    private final ProgressMeter meter;
    private final Consumer<Progress> listener;
    private final LongSupplier clock;
    private volatile long told;

    /** @param total files of the last complete scan; null when there was none */
    ScanProgress(ScanReport report, @Nullable Long total, Consumer<Progress> listener) {
        this(report, total, listener, System::nanoTime);
    }

    /** @param clock nanoseconds */
    ScanProgress(ScanReport report, @Nullable Long total, Consumer<Progress> listener, LongSupplier clock) {
        this.report = report;
        this.meter = new ProgressMeter("scan", "files", total, unused -> {});
        this.listener = listener;
        this.clock = clock;
        this.told = clock.getAsLong();
    }

    /** Tells it when it is time; cheap, so that it may be asked for each file. */
    void look() {
        long now = clock.getAsLong();
        if (now - told >= SECOND) {
            told = now;
            listener.accept(now());
        }
    }

    Progress now() {
        Path directory = report.directory();
        meter.at(directory == null ? null : directory.toString());
        meter.reach(report.seen.sum());
        return meter.progress();
    }
}
