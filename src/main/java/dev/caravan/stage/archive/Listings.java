package dev.caravan.stage.archive;

import dev.caravan.archive.ArchiveEntry;
import dev.caravan.archive.ArchiveListing;
import dev.caravan.archive.SourceHashes;
import dev.caravan.archive.SourceTree;
import dev.caravan.converter.BadInputException;
import dev.caravan.dataset.Dataset;
import dev.caravan.dataset.SourceFile;
import dev.caravan.job.JobRun;
import dev.caravan.job.ProgressMeter;
import dev.caravan.manifest.VersionName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The listings of backups: made of what is on disk, kept in their scratch directories for all stages and targets. */
final class Listings {
    private Listings() {}

    /**
     * What is there now, with hashes.
     *
     * @throws BadInputException when it is not what was claimed
     */
    static ArchiveListing make(Dataset dataset, JobRun run) throws IOException {
        Map<Path, SourceFile> claimed =
                dataset.sources().stream().collect(Collectors.toMap(SourceFile::path, Function.identity()));
        ArchiveListing listing = new SourceTree(dataset.target(), claimed::containsKey, run::cancelled).list();
        requireClaimed(listing, claimed);
        ProgressMeter meter = new ProgressMeter("hash", "bytes", listing.bytes(), run::progress);
        return new SourceHashes(meter::add, run::cancelled).of(listing);
    }

    private static void requireClaimed(ArchiveListing listing, Map<Path, SourceFile> claimed) {
        Map<Path, SourceFile> missing = new HashMap<>(claimed);
        for (ArchiveEntry entry : listing.files().toList()) {
            SourceFile file = missing.remove(entry.path());
            if (file == null || file.size() != entry.size() || !file.modified().equals(entry.modified())) {
                throw new BadInputException("'" + entry.path() + "' has changed since it was claimed: it has "
                        + entry.size() + " bytes of " + entry.modified() + "; a later scan takes it as it is then");
            }
        }
        if (!missing.isEmpty()) {
            throw new BadInputException("'" + missing.keySet().iterator().next()
                    + "' was claimed and is gone; a later scan takes what is there then");
        }
    }

    /** Names a version: by when it was made, and by all that its archive is made of. */
    static String version(Backup backup, ArchiveListing listing, Instant made) {
        String material = listing.fingerprint() + " " + backup.compression() + " " + backup.level();
        return VersionName.of(made, material);
    }

    static void write(ArchiveListing listing, Plan plan) throws IOException {
        Files.createDirectories(plan.directory());
        // Several uploads may be at it.
        Path part = Files.createTempFile(plan.directory(), "listing", ".part");
        ArchiveJson.MAPPER.writeValue(part.toFile(), listing);
        Files.move(part, plan.listing(), StandardCopyOption.ATOMIC_MOVE);
    }

    /**
     * The listing as it was written; when a clean-up has removed it since, because the job had failed, it is made once more.
     *
     * @throws BadInputException when it is removed, and the sources are not as they were
     */
    static ArchiveListing of(Backup backup, JobRun run) throws IOException {
        Plan plan = backup.requirePlan();
        if (Files.exists(plan.listing())) {
            return ArchiveJson.MAPPER.readValue(plan.listing().toFile(), ArchiveListing.class);
        }
        ArchiveListing listing = make(backup.dataset(), run);
        String version = version(backup, listing, plan.made());
        if (!version.equals(plan.version())) {
            throw new BadInputException(
                    "'" + backup.dataset().target() + "' has changed since it was listed for version " + plan.version()
                            + "; begin the job anew from its beginning, or let a later scan take it as it is then");
        }
        write(listing, plan);
        run.log().append("listed once more: " + plan.listing() + " was removed meanwhile");
        return listing;
    }
}
