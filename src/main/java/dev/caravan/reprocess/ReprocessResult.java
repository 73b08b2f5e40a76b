package dev.caravan.reprocess;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What came of a request.
 *
 * @param dryRun whether nothing was done
 * @param total datasets that were looked at; one of many files counts once
 * @param queued those that are in a queue now; in a dry run those that would be
 * @param skipped the others
 * @param job the batch of their jobs; null when there was no more than one
 * @param items the first {@link #MOST_ITEMS} of them
 */
public record ReprocessResult(
        boolean dryRun,
        long total,
        long queued,
        long skipped,
        @Nullable String job,
        List<ReprocessItem> items) {
    static final int MOST_ITEMS = 1000;

    public ReprocessResult {
        items = List.copyOf(items);
    }
}
