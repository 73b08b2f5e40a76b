package dev.caravan.stage.archive;

import dev.caravan.archive.Compression;
import dev.caravan.dataset.Dataset;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A dataset on its way into an archive.
 *
 * @param compression by which it is made, whatever the settings say later; as the two below
 * @param level of the compression
 * @param spool whether the archive is written to disk first
 * @param plan null before the sources have been listed
 * @param completed where the source was moved to; null when it was not, or not yet
 */
public record Backup(
        Dataset dataset,
        Compression compression,
        int level,
        boolean spool,
        @Nullable Plan plan,
        @Nullable String completed) {

    /** The plan, for the stages that come after the listing. */
    public Plan requirePlan() {
        return Objects.requireNonNull(plan, () -> "'" + dataset.key() + "' has not been listed yet");
    }

    Backup with(Plan newPlan) {
        return new Backup(dataset, compression, level, spool, newPlan, completed);
    }

    Backup movedTo(String place) {
        return new Backup(dataset, compression, level, spool, plan, place);
    }
}
