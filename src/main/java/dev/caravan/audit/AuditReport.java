package dev.caravan.audit;

import dev.caravan.job.JobRun;
import dev.caravan.job.ProgressMeter;
import dev.caravan.review.ReviewWriter;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;

/** Writes findings down, counts them and what was looked at, and ends the audit when its job is cancelled. */
final class AuditReport {
    private final JobRun run;
    private final ReviewWriter lines;
    private final ProgressMeter meter;
    private final Map<String, Long> findings = new TreeMap<>();
    private final Map<String, Long> looked = new TreeMap<>();
    private long repaired;

    AuditReport(JobRun run, ReviewWriter lines) {
        this.run = run;
        this.lines = lines;
        this.meter = new ProgressMeter("audit", "objects", null, run::progress);
        note();
    }

    /** @param what `datasets`, `objects`, `kept-version-objects` or `busy-datasets` */
    void looked(String what, String at) {
        going();
        looked.merge(what, 1L, Long::sum);
        meter.at(at);
        meter.add(1);
    }

    void add(AuditFinding finding) throws IOException {
        lines.add(finding);
        findings.merge(finding.kind(), 1L, Long::sum);
        repaired += finding.repaired() ? 1 : 0;
        note();
    }

    /** @throws CancellationException when the job was cancelled */
    void going() {
        if (run.cancelled()) {
            throw new CancellationException("the audit was cancelled");
        }
    }

    /** For the job's result. */
    final void note() {
        run.note("findings", Map.copyOf(findings));
        run.note("looked", Map.copyOf(looked));
        run.note("repaired", repaired);
    }

    String summary() {
        return "looked at " + looked + ", found " + findings + ", repaired " + repaired;
    }
}
