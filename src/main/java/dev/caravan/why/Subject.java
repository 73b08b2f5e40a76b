package dev.caravan.why;

import dev.caravan.dataset.SourceFile;
import dev.caravan.file.Finding;
import dev.caravan.file.PrintablePath;
import dev.caravan.file.SourceRecord;
import dev.caravan.file.Verdict;
import java.util.Optional;

/**
 * A file that a scan takes, and what is known of it.
 *
 * @param file as it is on disk
 * @param finding what its record says about this version; empty when it is unchanged
 */
record Subject(SourceFile file, String datasetKey, Optional<SourceRecord> record, Optional<Finding> finding) {

    Verdict verdict() {
        return finding.map(Finding::verdict).orElse(Verdict.UNCHANGED);
    }

    String path() {
        return file.path().toString();
    }

    /** On one line. */
    String name() {
        return "'" + PrintablePath.of(file.path()) + "'";
    }

    ReprocessCall again() {
        return ReprocessCall.of(path());
    }

    /** Whether a scan would take a file that was refused. */
    boolean obstacleIsGone() {
        return finding.map(found -> found.claimable(datasetKey)).orElse(false);
    }
}
