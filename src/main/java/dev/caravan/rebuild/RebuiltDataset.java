package dev.caravan.rebuild;

import org.jspecify.annotations.Nullable;

/**
 * What became of one dataset, or would.
 *
 * @param dataset its key; of what cannot be read, the object's key
 * @param target the file, directory or manifest; null where it is not known
 * @param version that is live; null where it is not known
 * @param action `recorded`, `kept`, `published` (only the publication was noted), `deleted` (recorded, and marked as one whose
 *     source is gone), `refused` or `unusable`
 * @param reason as a clause; '' when there is nothing to say
 */
public record RebuiltDataset(
        String dataset, @Nullable String target, @Nullable String version, String action, String reason) {

    static RebuiltDataset unusable(String place, String reason) {
        return new RebuiltDataset(place, null, null, "unusable", reason);
    }
}
