package dev.caravan.reprocess;

import dev.caravan.dataset.Labels;
import dev.caravan.job.Priority;
import org.jspecify.annotations.Nullable;

/**
 * What somebody wants to have processed once more.
 *
 * @param start where it begins
 * @param force whether what is published and has not changed is taken, too
 * @param dryRun whether it is only said what would happen
 * @param user for whom; null for whom the source says
 * @param project what it belongs to; null for what the source says
 * @param priority null for what the source says
 */
public record ReprocessRequest(
        Selection selection,
        Start start,
        boolean force,
        boolean dryRun,
        @Nullable String user,
        @Nullable String project,
        @Nullable Priority priority) {

    /** The stage at which the files begin. */
    public enum Start {
        CONVERT,
        /** With the octree that is on disk. */
        PUBLISH
    }

    /** The labels of a dataset, as far as the request has none. */
    Labels over(Labels labels) {
        return new Labels(
                user == null ? labels.user() : user,
                project == null ? labels.project() : project,
                priority == null ? labels.priority() : priority,
                labels.profile());
    }
}
