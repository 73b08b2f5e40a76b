package dev.caravan.file;

import dev.caravan.dataset.SourceFile;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/**
 * A file that is not unchanged, and why.
 *
 * @param refusedKey for {@link Verdict#REFUSED}: the dataset key that the file may not have; else empty
 * @param owner for {@link Verdict#REFUSED}: absolute path of the file that owns this key now, empty when nobody does
 */
public record Finding(SourceFile file, Verdict verdict, String refusedKey, String owner) {

    /** Whether it is worth trying to claim the file for this dataset key. */
    public boolean claimable(String datasetKey) {
        return switch (verdict) {
            case NEW, CHANGED, ABANDONED -> true;
            case REFUSED -> !refusedKey.equals(datasetKey) || !ownedByAnother();
            case UNCHANGED, BUSY, FAILED, BROKEN -> false;
        };
    }

    private boolean ownedByAnother() {
        return !owner.isEmpty() && !owner.equals(file.path().toString()) && onDisk(owner);
    }

    private static boolean onDisk(String path) {
        try {
            return Files.exists(Path.of(path), LinkOption.NOFOLLOW_LINKS);
        } catch (InvalidPathException e) {
            // Somebody wrote it by hand; it is theirs until they delete it.
            return true;
        }
    }
}
