package dev.caravan.stage.archive;

import dev.caravan.archive.ArchiveListing;
import dev.caravan.archive.ChangedSourceException;
import dev.caravan.converter.BadInputException;
import dev.caravan.job.JobRun;
import dev.caravan.manifest.Manifest;
import dev.caravan.manifest.ManifestJson;
import dev.caravan.publication.Publication;
import dev.caravan.publication.PublicationStore;
import dev.caravan.s3.Condition;
import dev.caravan.s3.Layout;
import dev.caravan.s3.PublicAddress;
import dev.caravan.s3.PublishException;
import dev.caravan.s3.PublishSettings;
import dev.caravan.s3.S3Connection;
import dev.caravan.s3.S3Connections;
import dev.caravan.s3.S3Objects;
import dev.caravan.s3.Sent;
import dev.caravan.s3.TargetSettings;
import dev.caravan.version.Version;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.camel.Body;
import org.apache.camel.ExchangeProperty;

/** Bean `shipments`: brings one archive and its manifest to one target, and remembers that it is there. */
public final class Shipments {
    private final PublishSettings settings;
    private final S3Connections connections;
    private final PublicationStore store;
    private final ArchiveVersions versions;
    private final Carrier carrier;
    private final ArchiveCopies copies;
    private final ArchiveHistory history;

    public Shipments(
            PublishSettings settings,
            S3Connections connections,
            PublicationStore store,
            ArchiveVersions versions,
            ArchiveSettings archives,
            ArchiveScratch scratch,
            ArchiveHistory history) {
        this.settings = settings;
        this.connections = connections;
        this.store = store;
        this.versions = versions;
        this.copies = new ArchiveCopies(settings, connections, store, versions, scratch);
        this.carrier = new Carrier(connections, archives);
        this.history = history;
    }

    /**
     * Uploads it, or copies it from another target, unless this very version is there.
     *
     * @throws PublishException when the target refuses, fails, or shows something else than what was sent
     * @throws BadInputException when the source changed meanwhile
     */
    public Publication send(@Body Shipment shipment, @ExchangeProperty(JobRun.PROPERTY) JobRun run) throws IOException {
        if (shipment.from() != null) {
            return copies.send(shipment, shipment.from(), run);
        }
        Instant began = Instant.now();
        TargetSettings target = settings.target(shipment.target());
        ArchivePlace place = ArchivePlace.of(shipment, target);
        try (S3Connection connection = connections.open(target)) {
            run.onCancel(connection::close);
            Optional<Publication> there = there(shipment, connection, place);
            if (there.isPresent()) {
                run.log().append("unchanged: " + place.key());
                return there.get();
            }
            run.log()
                    .append("archiving " + shipment.backup().dataset().key() + " in target " + target.name() + ", "
                            + target.place());
            Shipped shipped = ship(connection, shipment, place, run);
            history.proven(shipment, target, place, shipped.sent(), connection.require(place.key()), run, began);
            Publication publication = shipped.publication();
            store.put(shipment.backup().dataset().key(), publication);
            run.log()
                    .append("archived: " + place.key() + ", " + shipped.sent().size() + " bytes, SHA-256 "
                            + shipped.sent().sha256());
            run.note("resultPath", publication.address().toString());
            return publication;
        } catch (IOException | RuntimeException e) {
            throw told(shipment, target, place, run, began, e);
        }
    }

    /** The publication of this version, when the target still has its archive. */
    private Optional<Publication> there(Shipment shipment, S3Connection connection, ArchivePlace place)
            throws IOException {
        Plan plan = shipment.backup().requirePlan();
        Optional<Publication> known = store.find(shipment.backup().dataset().key(), shipment.target())
                .filter(publication -> publication.version().equals(plan.version()));
        return known.isPresent() && connection.find(place.key()).isPresent() ? known : Optional.empty();
    }

    /** An archive, and where it is found now. */
    private record Shipped(Sent sent, Publication publication) {}

    /** The archive and its manifest, as they were sent. */
    private record Carried(Sent sent, Version version) {}

    private Shipped ship(S3Connection connection, Shipment shipment, ArchivePlace place, JobRun run)
            throws IOException {
        if (connection.target().layout() == Layout.PLAIN) {
            Sent sent = carry(connection, shipment, place, run).sent();
            return new Shipped(sent, publication(connection, shipment, place, sent, run));
        }
        List<Sent> sent = new ArrayList<>();
        Publication live = versions.publish(
                connection,
                shipment.dataset().key(),
                shipment.backup().requirePlan().version(),
                () -> {
                    Carried carried = carry(connection, shipment, place, run);
                    sent.add(carried.sent());
                    return carried.version();
                },
                run);
        return new Shipped(sent.get(0), live);
    }

    private Carried carry(S3Connection connection, Shipment shipment, ArchivePlace place, JobRun run)
            throws IOException {
        Backup backup = shipment.backup();
        ArchiveListing listing = Listings.of(backup, run);
        Sent sent = carrier.send(connection, backup, listing, place.key(), run);
        Manifest manifest = ArchiveManifest.of(backup, listing, place, sent);
        byte[] text = ManifestJson.write(manifest);
        S3Objects objects = new S3Objects(connection);
        OlderArchive older = connection.target().layout() == Layout.PLAIN
                ? OlderArchive.of(objects, place, backup.dataset().key())
                : new OlderArchive(Optional.empty());
        objects.write(place.manifest(), text, "application/json", Carrier.cacheControl(connection), Condition.ALWAYS);
        older.delete(objects);
        return new Carried(sent, new Version(manifest, text.length));
    }

    private Publication publication(
            S3Connection connection, Shipment shipment, ArchivePlace place, Sent shipped, JobRun run) {
        return new Publication(
                shipment.target(),
                connection.target().layout(),
                shipment.backup().requirePlan().version(),
                place.directory(),
                PublicAddress.of(connection, place.key()),
                null,
                2,
                shipped.size(),
                Instant.now(),
                run.id(),
                null);
    }

    /** What is thrown: the source's fault is none of the target's, and a cancelled run is nobody's. */
    private IOException told(
            Shipment shipment, TargetSettings target, ArchivePlace place, JobRun run, Instant began, Exception fault)
            throws IOException {
        history.failed(shipment, target, place, run, began, fault);
        Optional<ChangedSourceException> changed = ChangedSourceException.in(fault);
        if (changed.isPresent()) {
            throw new BadInputException(String.valueOf(changed.get().getMessage()), fault);
        }
        if (run.cancelled()) {
            IOException cancelled = new InterruptedIOException("the upload of " + place.key() + " was cancelled");
            cancelled.initCause(fault);
            return cancelled;
        }
        if (fault instanceof RuntimeException bug) {
            throw bug;
        }
        return (IOException) fault;
    }
}
