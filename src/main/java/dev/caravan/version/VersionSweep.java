package dev.caravan.version;

import dev.caravan.publication.Publication;
import dev.caravan.publication.PublicationStore;
import dev.caravan.s3.Layout;
import dev.caravan.s3.S3Connection;
import dev.caravan.s3.S3Connections;
import dev.caravan.s3.TargetSettings;
import dev.caravan.version.DatasetLocks.Held;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/**
 * Bean `versionSweep`: deletes versions that are no longer kept, and those whose upload was never finished. Several instances may
 * sweep at once: what one has in hand, the others pass by.
 */
public class VersionSweep {
    private static final Logger LOG = LoggerFactory.getLogger(VersionSweep.class);
    private static final int PAGE = 1_000;

    private final VersionedTargets targets;
    private final S3Connections connections;
    private final VersionedDatasets datasets;
    private final PublicationStore publications;
    private final VersionUploads uploads;
    private final DatasetLocks locks;
    private final VersionPruning pruning;
    private final UnfinishedVersions unfinished;

    public VersionSweep(
            VersionedTargets targets,
            S3Connections connections,
            VersionedDatasets datasets,
            PublicationStore publications,
            VersionUploads uploads,
            DatasetLocks locks,
            VersionPruning pruning,
            UnfinishedVersions unfinished) {
        this.targets = targets;
        this.connections = connections;
        this.datasets = datasets;
        this.publications = publications;
        this.uploads = uploads;
        this.locks = locks;
        this.pruning = pruning;
        this.unfinished = unfinished;
    }

    /** All targets of the versioned layout. What fails is said, and left to the next sweep. */
    public VersionSweepResult due() {
        VersionSweepResult result = VersionSweepResult.NOTHING;
        for (TargetSettings target : targets.all()) {
            result = result.plus(sweep(target));
        }
        LOG.info("{}", result.summary());
        return result;
    }

    private VersionSweepResult sweep(TargetSettings target) {
        VersionSweepResult result = VersionSweepResult.NOTHING;
        try (S3Connection connection = connections.open(target)) {
            for (String dataset : new TreeSet<>(uploads.datasets(target.name()))) {
                result = result.plus(sweep(datasets.in(connection, dataset)));
            }
            List<String> page = publications.datasets("", PAGE);
            while (!page.isEmpty()) {
                for (String dataset : page) {
                    result = isVersioned(dataset, target)
                            ? result.plus(sweep(datasets.in(connection, dataset)))
                            : result;
                }
                page = publications.datasets(page.get(page.size() - 1), PAGE);
            }
        }
        return result;
    }

    private boolean isVersioned(String dataset, TargetSettings target) {
        return publications
                .find(dataset, target.name())
                .map(Publication::layout)
                .filter(layout -> layout == Layout.VERSIONED)
                .isPresent();
    }

    private VersionSweepResult sweep(VersionedDataset dataset) {
        Optional<Held> free = locks.tryTake(dataset.target(), dataset.key());
        if (free.isEmpty()) {
            return VersionSweepResult.NOTHING;
        }
        try (Held lock = free.get()) {
            return new VersionSweepResult(pruning.prune(dataset, lock), unfinished.delete(dataset, lock), 0);
        } catch (IOException | DataAccessException e) {
            LOG.warn(
                    "the versions of {} in target {} were not swept: {}",
                    dataset.key(),
                    dataset.target(),
                    e.toString());
            return new VersionSweepResult(0, 0, 1);
        }
    }
}
