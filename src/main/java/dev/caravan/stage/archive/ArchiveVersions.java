package dev.caravan.stage.archive;

import dev.caravan.job.JobRun;
import dev.caravan.publication.Publication;
import dev.caravan.s3.S3Connection;
import dev.caravan.version.Version;
import dev.caravan.version.VersionSwitch;
import dev.caravan.version.VersionSwitch.Outcome;
import dev.caravan.version.VersionUploads;
import dev.caravan.version.VersionUploads.Attempt;
import dev.caravan.version.VersionedDataset;
import dev.caravan.version.VersionedDatasets;
import java.io.IOException;

/** Archives in targets of the versioned layout: each version in a directory of its own, and the pointer switched last. */
public final class ArchiveVersions {
    private final VersionedDatasets datasets;
    private final VersionUploads uploads;
    private final VersionSwitch pointers;

    public ArchiveVersions(VersionedDatasets datasets, VersionUploads uploads, VersionSwitch pointers) {
        this.datasets = datasets;
        this.uploads = uploads;
        this.pointers = pointers;
    }

    /** Brings an archive and its manifest to their places. */
    interface Sending {
        Version send() throws IOException;
    }

    /**
     * Makes a version live.
     *
     * @param key of the dataset
     * @param name of the version
     * @return of the version that is live: another one, when this one has been rolled back
     */
    Publication publish(S3Connection connection, String key, String name, Sending sending, JobRun run)
            throws IOException {
        VersionedDataset dataset = datasets.in(connection, key);
        Attempt attempt = uploads.begin(dataset.target(), dataset.key(), name, run.id());
        Outcome outcome = pointers.publish(dataset, sending.send(), attempt);
        String live = outcome.live().version();
        run.log()
                .append(
                        live.equals(name)
                                ? "live is version " + live
                                : "version " + name + " was rolled back, and is not made live; live stays " + live);
        return outcome.live();
    }
}
