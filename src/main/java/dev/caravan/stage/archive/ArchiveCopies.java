package dev.caravan.stage.archive;

import dev.caravan.archive.ExpectedArchive;
import dev.caravan.converter.BadInputException;
import dev.caravan.job.JobRun;
import dev.caravan.manifest.Manifest;
import dev.caravan.manifest.ManifestJson;
import dev.caravan.publication.Publication;
import dev.caravan.publication.PublicationStore;
import dev.caravan.s3.Condition;
import dev.caravan.s3.Layout;
import dev.caravan.s3.PublicAddress;
import dev.caravan.s3.PublishSettings;
import dev.caravan.s3.S3Connection;
import dev.caravan.s3.S3Connections;
import dev.caravan.s3.S3Objects;
import dev.caravan.s3.StreamedObject;
import dev.caravan.s3.TargetSettings;
import dev.caravan.s3.Transfer;
import dev.caravan.version.Version;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;

/** Brings an archive from one target to another, byte by byte the same, proven by its manifest on the way. The source is not asked for. */
final class ArchiveCopies {
    private final PublishSettings settings;
    private final S3Connections connections;
    private final PublicationStore store;
    private final ArchiveVersions versions;
    private final ArchiveScratch scratch;

    ArchiveCopies(
            PublishSettings settings,
            S3Connections connections,
            PublicationStore store,
            ArchiveVersions versions,
            ArchiveScratch scratch) {
        this.settings = settings;
        this.connections = connections;
        this.store = store;
        this.versions = versions;
        this.scratch = scratch;
    }

    /**
     * Copies the version that is live in the one to the other.
     *
     * @throws BadInputException when it is not there any more, or not what its manifest says
     */
    Publication send(Shipment shipment, String from, JobRun run) throws IOException {
        String dataset = shipment.dataset().key();
        Publication there = store.find(dataset, from)
                .orElseThrow(() -> new BadInputException("target '" + from + "' has no archive of '" + dataset
                        + "' any more, from which it was to be copied"));
        try (S3Connection source = connections.open(settings.target(from));
                S3Connection connection = connections.open(settings.target(shipment.target()))) {
            run.onCancel(() -> {
                source.close();
                connection.close();
            });
            KeptArchive kept = KeptArchive.of(source, there, "");
            Path own = scratch.open(run.id());
            Copy copy = new Copy(kept, kept.manifest(), kept.expected(), connection, own, run);
            run.log()
                    .append("copying " + dataset + ", version " + copy.manifest.version() + ", from target " + from
                            + " to target " + shipment.target());
            Publication publication = publish(copy, dataset);
            store.put(dataset, publication);
            scratch.discard(own);
            run.note("copiedFrom", from);
            run.note("resultPath", publication.address().toString());
            return publication;
        }
    }

    /** What is copied, and whither. */
    private record Copy(
            KeptArchive kept,
            Manifest manifest,
            ExpectedArchive expected,
            S3Connection connection,
            Path scratch,
            JobRun run) {
        TargetSettings target() {
            return connection.target();
        }

        ArchivePlace place(String dataset) {
            return ArchivePlace.of(target(), dataset, manifest.version(), expected.top(), expected.compression());
        }
    }

    private Publication publish(Copy copy, String dataset) throws IOException {
        ArchivePlace place = copy.place(dataset);
        if (copy.target().layout() == Layout.VERSIONED) {
            return versions.publish(
                    copy.connection(), dataset, copy.manifest().version(), () -> carry(copy, place), copy.run());
        }
        carry(copy, place);
        return new Publication(
                copy.target().name(),
                Layout.PLAIN,
                copy.manifest().version(),
                place.directory(),
                PublicAddress.of(copy.connection(), place.key()),
                null,
                2,
                copy.expected().object().size(),
                Instant.now(),
                copy.run().id(),
                null);
    }

    /** The archive, unless it is there, then its manifest, in which its name is that of the target's layout. */
    private Version carry(Copy copy, ArchivePlace place) throws IOException {
        Manifest.PublishedObject object = copy.expected().object();
        if (isThere(copy, place.key(), object)) {
            copy.run().log().append("unchanged: " + place.key());
        } else {
            new Transfer(
                            connections,
                            copy.connection(),
                            new Carrier.Listener(copy.run(), object.size()),
                            Carrier.cacheControl(copy.connection()))
                    .send(new StreamedObject(
                            place.key(),
                            object.contentType(),
                            new KeptContent(copy.kept(), copy.expected()),
                            copy.scratch()));
        }
        Manifest manifest = copy.manifest().with(List.of(object.named(place.name())));
        byte[] text = ManifestJson.write(manifest);
        new S3Objects(copy.connection())
                .write(
                        place.manifest(),
                        text,
                        "application/json",
                        Carrier.cacheControl(copy.connection()),
                        Condition.ALWAYS);
        return new Version(manifest, text.length);
    }

    /** By what a server shows without being read: its size, and the checksum if there is one. */
    private static boolean isThere(Copy copy, String key, Manifest.PublishedObject object) throws IOException {
        Optional<HeadObjectResponse> head = copy.connection().find(key);
        return head.isPresent()
                && head.get().contentLength() == object.size()
                && object.crc64nvme().equals(head.get().checksumCRC64NVME());
    }
}
