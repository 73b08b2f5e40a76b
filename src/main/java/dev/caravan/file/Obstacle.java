package dev.caravan.file;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/**
 * What the records say against a claim.
 *
 * @param refusedKey for {@link Verdict#REFUSED}: the dataset key that was refused; else empty
 * @param owner for {@link Verdict#REFUSED}: absolute path of who stands in the way now, empty when nobody does
 */
record Obstacle(Verdict verdict, String refusedKey, String owner) {

    /** Whether it is worth trying to claim this dataset key for this file, directory or manifest. */
    boolean allows(String datasetKey, Path target) {
        return switch (verdict) {
            case NEW, CHANGED, OUTDATED, ABANDONED -> true;
            case REFUSED -> !refusedKey.equals(datasetKey) || !ownedByAnother(target);
            case UNCHANGED, BUSY, FAILED, BROKEN -> false;
        };
    }

    private boolean ownedByAnother(Path target) {
        return !owner.isEmpty() && !owner.equals(target.toString()) && onDisk(owner);
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
