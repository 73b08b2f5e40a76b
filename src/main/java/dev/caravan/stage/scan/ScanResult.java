package dev.caravan.stage.scan;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What a scan saw and did. The counts are of files that a source includes, or of its datasets of many files, except
 * `ignored`; so `seen` is the sum of unchanged, waiting, claimed, failed and refused, less those that an error hit.
 *
 * @param unchanged done, or in the queue, in the version that lies on disk
 * @param waiting taken by a later scan: written to a moment ago, an older version still in the queue, claimed by another
 *     instance that has not put it into the queue yet, not accepted by the queue, or not complete
 * @param claimed new or changed, now in the queue
 * @param failed failed or cancelled before, and not changed since; or something of it is missing
 * @param refused another dataset has the key, or one of the files
 * @param ignored files that no source includes, ignored names, links that are not followed
 * @param failures paths of the first of those that failed or were refused; their records say why
 * @param errors the first of them, a sentence each
 * @param errorCount all of them
 * @param complete false when the scan had to end early; the reason is the last of the errors
 */
public record ScanResult(
        Instant started,
        Instant finished,
        long seen,
        long unchanged,
        long waiting,
        long claimed,
        long failed,
        long refused,
        long ignored,
        List<String> failures,
        List<String> errors,
        long errorCount,
        boolean complete) {

    public ScanResult {
        failures = List.copyOf(failures);
        errors = List.copyOf(errors);
    }

    /** One line for people. */
    public String summary() {
        return "%s in %.1f s: %d files seen, %d claimed, %d unchanged, %d waiting, %d failed, %d refused, %d ignored, %d errors"
                .formatted(
                        complete ? "scan done" : "scan ended early",
                        Duration.between(started, finished).toMillis() / 1000.0,
                        seen,
                        claimed,
                        unchanged,
                        waiting,
                        failed,
                        refused,
                        ignored,
                        errorCount);
    }
}
