package dev.caravan.stage.publish;

import dev.caravan.dataset.Dataset;
import dev.caravan.job.JobRun;
import dev.caravan.publication.Publication;
import dev.caravan.s3.Layout;
import dev.caravan.s3.LocalObject;
import dev.caravan.s3.PlainLayout;
import dev.caravan.s3.PublicAddress;
import dev.caravan.s3.PublishException;
import dev.caravan.s3.PublishSettings;
import dev.caravan.s3.S3Connection;
import dev.caravan.s3.S3Connections;
import dev.caravan.s3.TargetSettings;
import dev.caravan.s3.Transfer;
import dev.caravan.version.Version;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Instant;
import java.util.List;
import org.apache.camel.Body;
import org.apache.camel.ExchangeProperty;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Bean `bucket`: brings one octree to one target. */
public final class Bucket {
    private static final Logger LOG = LoggerFactory.getLogger(Bucket.class);

    private final PublishSettings settings;
    private final S3Connections connections;
    private final VersionedLayout versioned;
    private final OctreeObjects objects;

    public Bucket(PublishSettings settings, S3Connections connections, VersionedLayout versioned) {
        this.settings = settings;
        this.connections = connections;
        this.versioned = versioned;
        this.objects = new OctreeObjects(settings);
    }

    /**
     * Uploads what is not there yet, and proves each object by asking for it.
     *
     * @return where it is now
     * @throws PublishException when the target refuses, fails, or shows something else than what was sent
     * @throws InterruptedIOException when the job was cancelled
     */
    public Publication upload(@Body Upload upload, @ExchangeProperty(JobRun.PROPERTY) JobRun job) throws IOException {
        TargetSettings target = settings.target(upload.target());
        Dataset dataset = upload.dataset();
        OctreePlacing octree = OctreePlacing.of(dataset, target);
        List<LocalObject> all = objects.list(octree.directory(), octree.key(), target);
        TargetTally tally = new TargetTally(job, bytes(all));
        try (S3Connection connection = connections.open(octree.asSent(target))) {
            job.onCancel(connection::close);
            job.log().append("publishing " + dataset.key() + " to target " + target.name() + ", " + target.place());
            Publication publication = publish(connection, octree, all, tally, job);
            tally.published(publication.address());
            LOG.debug("{}: {}", target.name(), publication.address());
            return publication;
        } catch (IOException | RuntimeException e) {
            if (job.cancelled()) {
                throw cancelled(upload, e);
            }
            throw e;
        } finally {
            tally.note();
        }
    }

    private Publication publish(
            S3Connection connection, OctreePlacing octree, List<LocalObject> all, TargetTally tally, JobRun job)
            throws IOException {
        Transfer transfer = new Transfer(connections, connection, tally).of(job.id());
        PlainLayout directory = new PlainLayout(connection, transfer, tally);
        Version version = octree.version();
        try {
            if (octree.layout() == Layout.VERSIONED && version != null) {
                return versioned.publish(connection, octree, version, sending(directory, all, tally), job);
            }
            directory.publish(all);
            return publication(connection, octree, all, job);
        } catch (IOException | RuntimeException e) {
            if (job.givenUp()) {
                transfer.abandon();
            }
            throw e;
        }
    }

    private static VersionedLayout.Sending sending(PlainLayout directory, List<LocalObject> all, TargetTally tally) {
        return new VersionedLayout.Sending() {
            @Override
            public void send() throws IOException {
                directory.publish(all);
            }

            @Override
            public void skip() {
                all.forEach(object -> tally.unchanged(object.key(), object.size()));
            }
        };
    }

    private static Publication publication(
            S3Connection connection, OctreePlacing octree, List<LocalObject> all, JobRun job) {
        return new Publication(
                connection.target().name(),
                Layout.PLAIN,
                octree.versionName(),
                connection.target().prefix() + octree.key() + "/",
                PublicAddress.of(connection, all.get(all.size() - 1).key()),
                null,
                all.size(),
                bytes(all),
                Instant.now(),
                job.id(),
                null);
    }

    private static long bytes(List<LocalObject> all) {
        return all.stream().mapToLong(LocalObject::size).sum();
    }

    private static IOException cancelled(Upload upload, Exception cause) {
        IOException cancelled = new InterruptedIOException(
                "the upload of " + upload.dataset().key() + " to " + upload.target() + " was cancelled");
        cancelled.initCause(cause);
        return cancelled;
    }
}
