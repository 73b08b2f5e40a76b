package dev.caravan.why;

import dev.caravan.stage.scan.Inbox;
import dev.caravan.stage.scan.ScanResult;
import dev.caravan.stage.scan.ScanTimes;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/** When this instance has looked at the files, and when it will look again. */
public final class Outlook {
    private static final String AT_ONCE = "POST /api/v1/scan scans at once";

    private final Inbox inbox;
    private final ScanTimes times;
    private final Clock clock;

    public Outlook(Inbox inbox, ScanTimes times, Clock clock) {
        this.inbox = inbox;
        this.times = times;
        this.clock = clock;
    }

    /** `, looked at 5 s ago`; nothing before the first scan has ended. */
    String looked() {
        return inbox.lastResult()
                .map(ScanResult::finished)
                .map(finished -> ", looked at " + Span.between(finished, clock.instant()) + " ago")
                .orElse("");
    }

    /** What takes the file. */
    String next() {
        Optional<Instant> since = inbox.runningSince();
        if (since.isPresent()) {
            return "wait: a scan has been running for " + Span.between(since.get(), clock.instant());
        }
        return times.next()
                .map(next -> "wait for the next scan, at " + Span.time(next) + "; " + AT_ONCE)
                .orElse("no scan is planned: " + AT_ONCE);
    }
}
