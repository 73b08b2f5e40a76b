package dev.caravan.stage.geozarr;

import dev.caravan.geozarr.GeoZarr;
import dev.caravan.geozarr.GeoZarrUpload;
import dev.caravan.job.JobRun;
import dev.caravan.job.ProgressMeter;
import dev.caravan.publication.Publication;
import dev.caravan.publication.PublicationStore;
import dev.caravan.s3.Access;
import dev.caravan.s3.Layout;
import dev.caravan.s3.LocalObject;
import dev.caravan.s3.PublicAddress;
import dev.caravan.s3.PublishException;
import dev.caravan.s3.PublishSettings;
import dev.caravan.s3.S3Connection;
import dev.caravan.s3.S3Connections;
import dev.caravan.s3.TargetSettings;
import dev.caravan.s3.Transfer;
import dev.caravan.s3.TransferListener;
import dev.caravan.version.DatasetLocks;
import dev.caravan.version.DatasetLocks.Held;
import dev.caravan.version.Renewal;
import dev.caravan.version.Version;
import dev.caravan.version.VersionSwitch;
import dev.caravan.version.VersionUploads;
import dev.caravan.version.VersionedDataset;
import dev.caravan.version.VersionedDatasets;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.apache.camel.Body;
import org.apache.camel.ExchangeProperty;

/** Bean `geoZarrUploads`: brings one store to one target, the root's metadata last, proves each object, and remembers that it is there. */
public final class GeoZarrUploads {
    private static final String NEVER_CHANGES = "max-age=31536000, immutable";

    private final PublishSettings settings;
    private final S3Connections connections;
    private final PublicationStore store;
    private final Versions versions;
    private final StoreObjects objects;

    public GeoZarrUploads(
            PublishSettings settings, S3Connections connections, PublicationStore store, Versions versions) {
        this.settings = settings;
        this.connections = connections;
        this.store = store;
        this.versions = versions;
        this.objects = new StoreObjects(settings);
    }

    /** What the versioned layout is made with, and what keeps others from a dataset. */
    public record Versions(
            VersionedDatasets datasets, VersionUploads uploads, VersionSwitch pointers, DatasetLocks locks) {}

    /** @throws PublishException the target refuses, fails, or shows something else than what was sent */
    public Publication upload(@Body GeoZarrUpload upload, @ExchangeProperty(JobRun.PROPERTY) JobRun run)
            throws IOException {
        GeoZarr geoZarr = upload.geoZarr();
        Path directory = geoZarr.requireResult().store();
        if (!Files.isDirectory(directory)) {
            throw new FileNotFoundException(
                    "'" + directory + "' is not there any more; the product has to be converted again");
        }
        Version version = GeoZarrManifest.read(directory);
        TargetSettings target = settings.target(upload.target());
        try (S3Connection connection = connections.open(asSent(target))) {
            run.onCancel(connection::close);
            run.log().append("publishing " + geoZarr.key() + " to target " + target.name() + ", " + target.place());
            Publication publication = publish(connection, geoZarr, version, run);
            run.note("resultPath", publication.address().toString());
            run.log().append("published: " + publication.address());
            return publication;
        } catch (IOException | RuntimeException e) {
            if (run.cancelled()) {
                throw (IOException) new InterruptedIOException(
                                "the upload of " + geoZarr.key() + " to " + upload.target() + " was cancelled")
                        .initCause(e);
            }
            throw e;
        }
    }

    private Publication publish(S3Connection connection, GeoZarr geoZarr, Version version, JobRun run)
            throws IOException {
        TargetSettings target = connection.target();
        boolean versioned = target.layout() == Layout.VERSIONED;
        String directory = target.prefix() + geoZarr.key() + "/" + (versioned ? version.name() + "/" : "");
        List<LocalObject> all = objects.list(geoZarr.requireResult().store(), directory, target);
        Transfer transfer = new Transfer(connections, connection, new Listener(run, bytes(all))).of(run.id());
        try {
            PlainStore place = new PlainStore(connection, transfer, run.log()::append);
            if (versioned) {
                Sending sending = () -> place.publish(all, directory, geoZarr.key(), () -> {});
                return noted(geoZarr.key(), publishVersion(connection, geoZarr.key(), version, sending, run));
            }
            try (Held lock = versions.locks().take(target.name(), geoZarr.key());
                    Renewal renewal = lock.keep()) {
                place.publish(all, directory, geoZarr.key(), renewal::require);
                return noted(geoZarr.key(), publication(connection, directory, version, all, run));
            }
        } catch (IOException | RuntimeException e) {
            if (run.givenUp()) {
                transfer.abandon();
            }
            throw e;
        }
    }

    private Publication noted(String key, Publication publication) {
        store.put(key, publication);
        return publication;
    }

    private interface Sending {
        void send() throws IOException;
    }

    private Publication publishVersion(
            S3Connection connection, String key, Version version, Sending sending, JobRun run) throws IOException {
        VersionedDataset dataset = versions.datasets().in(connection, key);
        VersionUploads.Attempt attempt =
                versions.uploads().begin(dataset.target(), dataset.key(), version.name(), run.id());
        if (!versions.pointers().hasIntact(dataset, version)) {
            sending.send();
        }
        Publication live =
                versions.pointers().publish(dataset, version, attempt).live();
        run.log()
                .append(
                        live.version().equals(version.name())
                                ? "live is version " + live.version()
                                : "version " + version.name() + " was rolled back, and is not made live; live stays "
                                        + live.version());
        return live;
    }

    private static Publication publication(
            S3Connection connection, String directory, Version version, List<LocalObject> all, JobRun run) {
        return new Publication(
                connection.target().name(),
                Layout.PLAIN,
                version.name(),
                directory,
                PublicAddress.of(connection, directory + version.opened()),
                null,
                all.size(),
                bytes(all),
                Instant.now(),
                run.id(),
                null);
    }

    /** What lies in the directory of a version may be kept by readers for ever, unless the target says something else. */
    private static TargetSettings asSent(TargetSettings target) {
        if (target.layout() == Layout.PLAIN || !target.cacheControl().isEmpty()) {
            return target;
        }
        return target.withCacheControl(
                (target.access() == Access.PRIVATE ? "private" : "public") + ", " + NEVER_CHANGES);
    }

    private static long bytes(List<LocalObject> all) {
        return all.stream().mapToLong(LocalObject::size).sum();
    }

    /** A line for each of thousands of chunks would help nobody, so only the progress is told. */
    private record Listener(JobRun run, ProgressMeter meter) implements TransferListener {
        Listener(JobRun run, long bytes) {
            this(run, new ProgressMeter("upload", "bytes", bytes, run::progress));
        }

        @Override
        public void unchanged(String key, long bytes) {
            meter.skip(bytes);
        }

        @Override
        public void begins(String key) {
            meter.at(key);
        }

        @Override
        public void sent(long bytes) {
            meter.add(bytes);
        }

        @Override
        public void resumed(String key, long bytes) {
            meter.skip(bytes);
        }
    }
}
