package dev.caravan.stage.scan;

import dev.caravan.dataset.Dataset;
import dev.caravan.dataset.Roster;
import dev.caravan.file.Noted;
import dev.caravan.file.PrintablePath;
import dev.caravan.file.RosterFinding;
import dev.caravan.file.RosterStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides what becomes of datasets of many files: to be claimed, to wait, or FAILED because something of them is missing.
 * The last two are written into their records, and are news in the log once.
 */
final class RosterSorting {
    private static final Logger log = LoggerFactory.getLogger(RosterSorting.class);

    private final RosterStore store;
    private final Settling settling;
    private final ScanReport report;

    RosterSorting(RosterStore store, Settling settling, ScanReport report) {
        this.store = store;
        this.settling = settling;
        this.report = report;
    }

    /** Those of the batch that are to be claimed. */
    List<Dataset> claimable(Batch batch) {
        List<RosterFinding> findings = store.ask(batch.rosters());
        report.unchanged.add(batch.rosters().size() - findings.size());
        Completeness completeness = Completeness.of(batch.source().complete(), settling);
        List<Dataset> claimable = new ArrayList<>();
        for (RosterFinding finding : findings) {
            if (finding.claimable()) {
                look(finding.roster(), completeness)
                        .ifPresent(roster ->
                                claimable.add(roster.dataset(batch.source().labels())));
            } else {
                count(finding);
            }
        }
        return claimable;
    }

    private Optional<Roster> look(Roster roster, Completeness completeness) {
        Optional<String> missing = completeness.missing(roster);
        if (missing.isPresent()) {
            store.waits(roster, missing.get());
            report.waiting.increment();
            return Optional.empty();
        }
        Roster looked = RosterCheck.look(roster);
        if (looked.problems().isEmpty()) {
            return Optional.of(looked);
        }
        fail(roster, looked);
        return Optional.empty();
    }

    private void fail(Roster roster, Roster looked) {
        String reason = RosterCheck.reason(looked);
        Noted noted = store.failed(looked, reason);
        if (noted == Noted.NEWS) {
            log.warn("'{}' is not converted: {}", PrintablePath.of(roster.target()), reason);
        }
        switch (noted) {
            case BUSY -> report.waiting.increment();
            case OWNED -> report.refused.increment();
            case NEWS, KNOWN -> report.failed.increment();
        }
        if (noted != Noted.BUSY) {
            report.failure(roster.target());
        }
    }

    private void count(RosterFinding finding) {
        switch (finding.verdict()) {
            case BUSY -> report.waiting.increment();
            case FAILED -> {
                report.failed.increment();
                report.failure(finding.roster().target());
            }
            case REFUSED -> {
                report.refused.increment();
                report.failure(finding.roster().target());
            }
            default ->
                report.error("the record 'dataset:" + finding.roster().key()
                        + "' is not a hash; delete it, and the dataset is taken again");
        }
    }
}
