package dev.caravan.stage.scan;

import dev.caravan.dataset.Dataset;
import dev.caravan.file.ClaimOutcome;
import dev.caravan.file.FileStore;
import dev.caravan.file.Finding;
import dev.caravan.file.PrintablePath;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Queue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/**
 * One scan while it runs: the new or changed datasets of all sources, as a stream that can be read once. When Redis
 * goes away the stream ends without an exception, and the report says so.
 */
public final class Scan implements Iterable<Dataset>, AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Scan.class);

    private final FileStore store;
    private final Settling settling;
    private final ScanReport report;
    private final ScanProgress progress;
    private final WalkAhead walk;
    private final RosterSorting rosters;
    private final Queue<Dataset> ready = new ArrayDeque<>();
    private volatile boolean over;

    Scan(List<Source> sources, FileStore store, Settling settling, ScanReport report, ScanProgress progress) {
        this.store = store;
        this.settling = settling;
        this.report = report;
        this.rosters = new RosterSorting(store.rosters(), settling, report);
        this.progress = progress;
        this.walk = new WalkAhead(new SourcesWalk(sources, store, report)::walk, progress::look);
    }

    void start() {
        walk.start();
    }

    ScanReport report() {
        return report;
    }

    ScanProgress progress() {
        return progress;
    }

    @Override
    public Iterator<Dataset> iterator() {
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                progress.look();
                while (ready.isEmpty() && !over) {
                    advance();
                    progress.look();
                }
                return !ready.isEmpty();
            }

            @Override
            public Dataset next() {
                if (!hasNext()) {
                    throw new NoSuchElementException();
                }
                return ready.remove();
            }
        };
    }

    /** Counts what came of one dataset that was handed out. */
    void claimed(ClaimOutcome outcome, String reason) {
        switch (outcome) {
            case CLAIMED -> report.claimed.increment();
            case UNCHANGED, SAME_CONTENT -> report.unchanged.increment();
            case BUSY, UNSETTLED -> report.waiting.increment();
            case REFUSED -> report.refused.increment();
            case UNREADABLE -> report.error(reason);
        }
    }

    /** A dataset that was handed out could not be claimed, or not be put into the queue: it waits for the next scan. */
    void notClaimed(String name, Exception cause) {
        report.waiting.increment();
        if (cause instanceof DataAccessException) {
            endEarly("Redis does not answer", cause);
        } else {
            report.error("cannot take '" + name + "': " + cause);
        }
    }

    @Override
    public void close() {
        over = true;
        ready.clear();
        walk.close();
    }

    private void advance() {
        try {
            Batch batch = walk.next();
            if (batch == null) {
                close();
            } else {
                ask(batch);
            }
        } catch (DataAccessException e) {
            endEarly("Redis does not answer", e);
        } catch (WalkFailedException e) {
            endEarly(e.getCause() instanceof DataAccessException ? "Redis does not answer" : "the walk broke off", e);
        } catch (InterruptedException e) {
            endEarly("the service is stopping", e);
            Thread.currentThread().interrupt();
        }
    }

    private void ask(Batch batch) {
        if (!batch.rosters().isEmpty()) {
            ready.addAll(rosters.claimable(batch));
            return;
        }
        List<Finding> findings = store.ask(batch.files());
        report.unchanged.add(batch.files().size() - findings.size());
        for (Finding finding : findings) {
            sort(finding, batch.source().dataset(finding.file()));
        }
    }

    private void sort(Finding finding, Dataset dataset) {
        if (finding.claimable(dataset.key())) {
            if (settling.settled(finding.file())) {
                ready.add(dataset);
            } else {
                report.waiting.increment();
            }
            return;
        }
        switch (finding.verdict()) {
            case BUSY -> report.waiting.increment();
            case FAILED -> {
                report.failed.increment();
                report.failure(finding.file().path());
            }
            case REFUSED -> {
                report.refused.increment();
                report.failure(finding.file().path());
            }
            default ->
                report.error(
                        "the record 'file:" + PrintablePath.of(finding.file().path())
                                + "' is not a hash; delete it, and the file is taken again");
        }
    }

    private void endEarly(String what, Exception cause) {
        if (!over) {
            log.warn("the scan ends early: {}", what, cause);
            report.endedEarly("the scan ended early: " + what + " (" + cause.getMessage() + ")");
        }
        close();
    }
}
