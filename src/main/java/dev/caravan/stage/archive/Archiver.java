package dev.caravan.stage.archive;

import dev.caravan.archive.ArchiveContent;
import dev.caravan.archive.ArchiveListing;
import dev.caravan.archive.ChangedSourceException;
import dev.caravan.converter.BadInputException;
import dev.caravan.job.JobRun;
import dev.caravan.job.ProgressMeter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
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
            ArchiveListing listing = Listings.make(backup.dataset(), run);
            Plan plan = plan(backup, listing, run);
            Listings.write(listing, plan);
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

    private Plan plan(Backup backup, ArchiveListing listing, JobRun run) throws IOException {
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        return new Plan(
                Listings.version(backup, listing, now),
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
