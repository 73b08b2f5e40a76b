package dev.caravan.audit;

import dev.caravan.file.DatasetRecord;
import dev.caravan.file.FileStatus;
import dev.caravan.file.FileStore;
import dev.caravan.file.SourceRecord;
import dev.caravan.geozarr.GeoZarr;
import dev.caravan.manifest.Manifest;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the record of a dataset says.
 *
 * @param recorded whether there is one
 * @param status null when it has none
 * @param octree path of its octree; null when there is none
 * @param completed where its source was moved to when it had been archived; null when it was not
 */
record DatasetStanding(
        boolean recorded,
        @Nullable FileStatus status,
        @Nullable Path octree,
        @Nullable Path completed) {
    private static final DatasetStanding UNKNOWN = new DatasetStanding(false, null, null, null);

    static DatasetStanding of(Manifest manifest, Parts parts) {
        if (manifest.profile().equals(GeoZarr.PROFILE)) {
            ProductWork products = parts.products();
            FileStatus status = products.busy(manifest.dataset()) ? FileStatus.RUNNING : FileStatus.COMPLETED;
            return new DatasetStanding(products.isKnown(manifest.dataset()), status, null, null);
        }
        return of(manifest, parts.files());
    }

    private static DatasetStanding of(Manifest manifest, FileStore store) {
        Path target = Path.of(manifest.target());
        if (manifest.unit().equals("file")) {
            Optional<SourceRecord> record = store.fault(target).isPresent() ? Optional.empty() : store.find(target);
            return record.map(known -> new DatasetStanding(true, known.status(), known.octree(), known.completed()))
                    .orElse(UNKNOWN);
        }
        Optional<DatasetRecord> record = store.datasetFault(manifest.dataset()).isPresent()
                ? Optional.empty()
                : store.dataset(manifest.dataset());
        return record.map(known -> new DatasetStanding(true, known.status(), known.octree(), known.completed()))
                .orElse(UNKNOWN);
    }

    /** Whether a job may change what is published at any moment. */
    boolean busy() {
        return status == FileStatus.CLAIMED || status == FileStatus.QUEUED || status == FileStatus.RUNNING;
    }
}
