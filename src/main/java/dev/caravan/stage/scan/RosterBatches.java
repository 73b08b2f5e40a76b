package dev.caravan.stage.scan;

import dev.caravan.dataset.Roster;
import java.util.ArrayList;
import java.util.List;

/** Gathers datasets of many files until they have enough of them for one round trip. */
final class RosterBatches {
    private final Source source;
    private final ScanReport report;
    private final BatchSink sink;
    private List<Roster> rosters = new ArrayList<>();
    private int files;

    RosterBatches(Source source, ScanReport report, BatchSink sink) {
        this.source = source;
        this.report = report;
        this.sink = sink;
    }

    void add(Roster roster) throws InterruptedException {
        rosters.add(roster);
        files += 1 + roster.members().size();
        if (files >= Batch.SIZE) {
            flush();
        }
    }

    void flush() throws InterruptedException {
        if (!rosters.isEmpty()) {
            report.seen.add(rosters.size());
            sink.accept(Batch.ofRosters(source, rosters));
            rosters = new ArrayList<>();
            files = 0;
        }
    }
}
