package dev.caravan.stage.publish;

import dev.caravan.job.JobRun;
import dev.caravan.s3.Layout;
import dev.caravan.s3.LocalObject;
import dev.caravan.s3.PublishSettings;
import dev.caravan.s3.S3Connection;
import dev.caravan.s3.S3Connections;
import dev.caravan.s3.TargetSettings;
import dev.caravan.s3.send.SendOrder;
import dev.caravan.version.Version;
import java.io.IOException;
import java.util.List;

/** What others are to send to a target. */
public final class ToSend {
    private final PublishSettings settings;
    private final S3Connections connections;
    private final VersionedLayout versioned;
    private final OctreeObjects objects;

    public ToSend(PublishSettings settings, S3Connections connections, VersionedLayout versioned) {
        this.settings = settings;
        this.connections = connections;
        this.versioned = versioned;
        this.objects = new OctreeObjects(settings);
    }

    /**
     * Whether all of it is there, in a version that is live or was: such a one is not written to. Otherwise the job is known from now on as
     * the one that uploads the version, so that nobody takes its objects for abandoned.
     */
    boolean isThere(Upload upload, JobRun job) throws IOException {
        TargetSettings target = settings.target(upload.target());
        OctreePlacing octree = OctreePlacing.of(upload.dataset(), target);
        Version version = octree.version();
        if (octree.layout() != Layout.VERSIONED || version == null) {
            return false;
        }
        try (S3Connection connection = connections.open(target)) {
            return versioned.isThere(connection, version, job);
        }
    }

    /** Of the octree as it lies on disk. */
    SendOrder order(Upload upload) throws IOException {
        TargetSettings target = settings.target(upload.target());
        OctreePlacing octree = OctreePlacing.of(upload.dataset(), target);
        List<LocalObject> all = objects.list(octree.directory(), octree.key(), target);
        return SendOrder.of(settings, octree.asSent(target), all);
    }
}
