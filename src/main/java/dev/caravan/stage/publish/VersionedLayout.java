package dev.caravan.stage.publish;

import dev.caravan.job.JobRun;
import dev.caravan.publication.Publication;
import dev.caravan.s3.PublishException;
import dev.caravan.s3.S3Connection;
import dev.caravan.version.Version;
import dev.caravan.version.VersionSwitch;
import dev.caravan.version.VersionSwitch.Outcome;
import dev.caravan.version.VersionUploads;
import dev.caravan.version.VersionUploads.Attempt;
import dev.caravan.version.VersionedDataset;
import dev.caravan.version.VersionedDatasets;
import java.io.IOException;

/**
 * Objects in a directory of their version, which is never changed, and a pointer to the version that is live, which is switched
 * when all of them are proven to be there. A reader who follows the pointer has all of one version, before, during and after.
 */
public final class VersionedLayout {
    private final VersionedDatasets datasets;
    private final VersionUploads uploads;
    private final VersionSwitch pointers;

    public VersionedLayout(VersionedDatasets datasets, VersionUploads uploads, VersionSwitch pointers) {
        this.datasets = datasets;
        this.uploads = uploads;
        this.pointers = pointers;
    }

    /** Puts all objects of a version into the target, but for those that are there and the same, and proves each. */
    interface Sending {
        void send() throws IOException;

        /** Says that all of them are there already. */
        void skip();
    }

    /**
     * Uploads a version, and makes it live. One that has been live is not touched.
     *
     * @return of the version that is live: another one, when this one has been rolled back
     * @throws PublishException among others when the octree was replaced meanwhile, or another attempt has begun
     */
    Publication publish(S3Connection connection, OctreePlacing octree, Version version, Sending sending, JobRun job)
            throws IOException {
        VersionedDataset dataset = datasets.in(connection, version.manifest().dataset());
        Attempt attempt = uploads.begin(dataset.target(), dataset.key(), version.name(), job.id());
        if (pointers.hasIntact(dataset, version)) {
            sending.skip();
        } else {
            sending.send();
        }
        if (!octree.isUnchanged()) {
            throw new PublishException(
                    octree.directory() + " was replaced while it was uploaded as version " + version.name());
        }
        Outcome outcome = pointers.publish(dataset, version, attempt);
        job.log().append(said(version.name(), outcome));
        return outcome.live();
    }

    /** Whether a version is there that is not to be written to. If not, the job is known from now on as the one that uploads it. */
    boolean isThere(S3Connection connection, Version version, JobRun job) throws IOException {
        VersionedDataset dataset = datasets.in(connection, version.manifest().dataset());
        if (pointers.hasIntact(dataset, version)) {
            return true;
        }
        var unused = uploads.begin(dataset.target(), dataset.key(), version.name(), job.id());
        return false;
    }

    private static String said(String version, Outcome outcome) {
        String live = outcome.live().version();
        if (outcome.switched()) {
            return "live is now version " + version;
        }
        return live.equals(version)
                ? "version " + version + " is live already"
                : "version " + version + " was rolled back, and is not made live; live stays " + live;
    }
}
