package dev.caravan.stage.scan;

import dev.caravan.file.FileStore;
import dev.caravan.job.Progress;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.camel.Exchange;
import org.apache.camel.support.SynchronizationAdapter;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The source directories, as the route `scan` sees them. One scan at a time. */
public final class Inbox {
    private static final Logger log = LoggerFactory.getLogger(Inbox.class);

    private final List<Source> sources;
    private final FileStore store;
    private final ScanAgenda agenda;
    private final Settling settling;
    private final ScanEvents events;
    private final Clock clock;
    private final AtomicReference<@Nullable Scan> running = new AtomicReference<>();
    private volatile @Nullable ScanResult last;

    public Inbox(ScanSettings settings, FileStore store, ScanAgenda agenda, ScanEvents events, Clock clock) {
        this.sources = settings.sources().stream().map(Source::of).toList();
        this.store = store;
        this.agenda = agenda;
        this.settling = new Settling(settings.settle(), clock);
        this.events = events;
        this.clock = clock;
    }

    /**
     * Begins a scan: a stream of the new or changed datasets. It ends with {@link #report}, at the latest when the
     * exchange ends.
     *
     * @throws ScanRunningException when one is running
     */
    public Scan list(Exchange exchange) {
        Scan scan = begin();
        exchange.getExchangeExtension().addOnCompletion(new SynchronizationAdapter() {
            @Override
            public void onDone(Exchange done) {
                abandon(scan, done);
            }
        });
        return scan;
    }

    /** Ends the scan, and tells what it saw and did. */
    public ScanResult report(Scan scan) {
        scan.close();
        ScanResult result = scan.report().result(clock.instant());
        if (running.compareAndSet(scan, null)) {
            last = result;
            agenda.finished(result);
            events.ended(result, scan.progress().now());
            result.errors().forEach(error -> log.error("scan: {}", error));
        }
        return result;
    }

    /** How far the scan is that runs; empty when none does. */
    public Optional<Progress> progress() {
        return Optional.ofNullable(running.get()).map(scan -> scan.progress().now());
    }

    /** The newest result; empty before the first scan has ended. */
    public Optional<ScanResult> lastResult() {
        return Optional.ofNullable(last);
    }

    /** Since when a scan runs in this instance; empty when none does. */
    public Optional<Instant> runningSince() {
        return Optional.ofNullable(running.get()).map(scan -> scan.report().started());
    }

    Scan begin() {
        ScanReport report = new ScanReport(clock.instant());
        ScanProgress progress = new ScanProgress(report, events.lastTotal(), events::running);
        Scan scan = new Scan(sources, store, settling, report, progress);
        Scan other = running.compareAndExchange(null, scan);
        if (other != null) {
            throw new ScanRunningException(other.report().started());
        }
        agenda.started();
        events.started(progress.now());
        scan.start();
        return scan;
    }

    /** Without effect after {@link #report}; else the route broke off. */
    private void abandon(Scan scan, Exchange exchange) {
        if (running.get() == scan) {
            scan.report().endedEarly("the scan ended early: " + exchange.getException());
            report(scan);
        }
    }
}
