package dev.caravan.stage.archive;

import java.nio.file.Path;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What an archive will be, decided once, so that each target gets the same.
 *
 * @param version names this version of the dataset
 * @param made when that was decided
 * @param name of the archive: that of the source, with `.tar.gz` or `.tar.zst`
 * @param sha256 of the whole original; see {@link dev.caravan.archive.ArchiveListing#sha256}
 * @param files how many there are
 * @param bytes sum of their sizes
 * @param directory where the listing is, and the archive itself when it is spooled
 * @param spooled size and hash of the archive on disk; null when it is made while it is uploaded
 */
public record Plan(
        String version,
        Instant made,
        String name,
        String sha256,
        int files,
        long bytes,
        Path directory,
        @Nullable Spooled spooled) {
    private static final String LISTING = "listing.json";

    /**
     * An archive on disk.
     *
     * @param size in bytes
     * @param sha256 lower-case hex
     */
    public record Spooled(Path file, long size, String sha256) {}

    Path listing() {
        return directory.resolve(LISTING);
    }

    Plan with(Spooled newSpooled) {
        return new Plan(version, made, name, sha256, files, bytes, directory, newSpooled);
    }
}
