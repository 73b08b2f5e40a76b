package dev.caravan.stage.scan;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** The counts of a scan while it runs; written by the walking thread and by the one that claims. */
final class ScanReport {
    private static final int MOST_ERRORS = 100;
    private static final int MOST_FAILURES = 100;

    final LongAdder seen = new LongAdder();
    final LongAdder unchanged = new LongAdder();
    final LongAdder waiting = new LongAdder();
    final LongAdder claimed = new LongAdder();
    final LongAdder failed = new LongAdder();
    final LongAdder refused = new LongAdder();
    final LongAdder ignored = new LongAdder();

    private final Instant started;
    private final List<String> errors = new ArrayList<>();
    private final List<String> failures = new ArrayList<>();
    private long errorCount;
    private volatile @Nullable Path directory;
    private boolean complete = true;

    ScanReport(Instant started) {
        this.started = started;
    }

    Instant started() {
        return started;
    }

    /** The directory that the walk reads now; null before the first. */
    @Nullable
    Path directory() {
        return directory;
    }

    void enters(Path next) {
        directory = next;
    }

    synchronized void error(String sentence) {
        errorCount++;
        if (errors.size() < MOST_ERRORS) {
            errors.add(sentence);
        }
    }

    /** A file that failed before, or was refused. */
    synchronized void failure(Path file) {
        if (failures.size() < MOST_FAILURES) {
            failures.add(file.toString());
        }
    }

    /** The scan ends early; why is always told, and last. */
    synchronized void endedEarly(String sentence) {
        complete = false;
        if (errors.size() == MOST_ERRORS) {
            errors.remove(MOST_ERRORS - 1);
        }
        error(sentence);
    }

    synchronized ScanResult result(Instant finished) {
        return new ScanResult(
                started,
                finished,
                seen.sum(),
                unchanged.sum(),
                waiting.sum(),
                claimed.sum(),
                failed.sum(),
                refused.sum(),
                ignored.sum(),
                failures,
                errors,
                errorCount,
                complete);
    }
}
