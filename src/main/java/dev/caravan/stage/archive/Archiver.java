package dev.caravan.stage.archive;

import dev.caravan.archive.ArchiveContent;
import dev.caravan.archive.ArchiveEntry;
import dev.caravan.archive.ArchiveListing;
import dev.caravan.archive.ChangedSourceException;
import dev.caravan.archive.SourceHashes;
import dev.caravan.archive.SourceTree;
import dev.caravan.converter.BadInputException;
import dev.caravan.dataset.Dataset;
import dev.caravan.dataset.SourceFile;
import dev.caravan.job.JobRun;
import dev.caravan.job.ProgressMeter;
import dev.caravan.manifest.VersionName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.camel.Body;
import org.apache.camel.ExchangeProperty;

/** Bean `archiver`: lists what is archived, reads it once for its hashes, and writes the archive to disk when that is asked for. */
public final class Archiver {
    private final ArchiveSettings settings;
    private final ArchiveScratch scratch;
    private final Clock clock;

    public Archiver(ArchiveSettings settings, ArchiveScratch scratch, Clock clock) {
        this.settings = settings;
        this.scratch = scratch;
        this.clock = clock;
    }

    /**
     * Decides what the archive will be.
     *
     * @throws BadInputException when the sources are not those that were claimed, or change meanwhile
     */
    public Backup prepare(@Body Backup backup, @ExchangeProperty(JobRun.PROPERTY) JobRun run) throws IOException {
        try {
            ArchiveListing listing = list(backup.dataset(), run);
            Plan plan = plan(backup, listing, run);
            ArchiveJson.MAPPER.writeValue(plan.listing().toFile(), listing);
            Plan whole = backup.spool() ? plan.with(spool(backup, plan, listing, run)) : plan;
            run.log()
                    .append("listed: " + plan.files() + " files, " + plan.bytes() + " bytes, SHA-256 " + plan.sha256()
                            + "; the archive is " + plan.name());
            run.note("files", plan.files());
            run.note("sha256", plan.sha256());
            return backup.with(whole);
        } catch (ChangedSourceException e) {
            throw new BadInputException(String.valueOf(e.getMessage()), e);
        }
    }

    private static ArchiveListing list(Dataset dataset, JobRun run) throws IOException {
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

    private Plan plan(Backup backup, ArchiveListing listing, JobRun run) throws IOException {
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        String material = listing.fingerprint() + " " + backup.compression() + " " + backup.level();
        return new Plan(
                VersionName.of(now, material),
                now,
                listing.top() + backup.compression().extension(),
                listing.sha256(),
                Math.toIntExact(listing.files().count()),
                listing.bytes(),
                scratch.open(run.id()),
                null);
    }

    private Plan.Spooled spool(Backup backup, Plan plan, ArchiveListing listing, JobRun run) throws IOException {
        ProgressMeter meter = new ProgressMeter("compress", "bytes", null, run::progress);
        ArchiveContent content =
                new ArchiveContent(listing, backup.compression(), backup.level(), settings.threadsOfOne(), meter::add);
        try {
            return new Spool(plan.directory().resolve("archive")).write(content, run::cancelled);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }
}
