package dev.caravan.file;

import dev.caravan.dataset.SourceFile;

/**
 * A file that is not unchanged, and why.
 *
 * @param refusedKey for {@link Verdict#REFUSED}: the dataset key that the file may not have; else empty
 * @param owner for {@link Verdict#REFUSED}: absolute path of the file that owns this key now, empty when nobody does
 */
public record Finding(SourceFile file, Verdict verdict, String refusedKey, String owner) {

    /** Whether it is worth trying to claim the file for this dataset key. */
    public boolean claimable(String datasetKey) {
        return new Obstacle(verdict, refusedKey, owner).allows(datasetKey, file.path());
    }
}
