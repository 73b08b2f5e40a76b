package dev.caravan.reprocess;

import dev.caravan.dataset.Octree;
import dev.caravan.file.DatasetRecord;
import dev.caravan.file.SourceRecord;
import dev.caravan.stage.verify.Octrees;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The proven octree of a dataset's present version, as far as it lies on disk.
 *
 * @param octree empty when there is none
 * @param reason why there is none, or where it is
 */
record KeptOctree(Optional<Octree> octree, String reason) {
    private static final String ELSE = "; use from=convert";

    static KeptOctree of(SourceRecord record) {
        return of(record.octree(), record.octreeJob(), record.points(), record.octreeAt());
    }

    static KeptOctree of(DatasetRecord record) {
        return of(record.octree(), record.octreeJob(), record.points(), record.octreeAt());
    }

    private static KeptOctree of(
            @Nullable Path directory, @Nullable String job, @Nullable Long points, @Nullable Instant provenAt) {
        if (directory == null) {
            return none("no octree of it was ever proven");
        }
        if (job == null || points == null || provenAt == null) {
            return none("the octree in " + directory + " is not known to be of this version");
        }
        try {
            return Octrees.isOf(directory, job)
                    ? new KeptOctree(
                            Optional.of(new Octree(directory, null, points, provenAt, null)),
                            "its octree is in " + directory)
                    : none("the octree is not, or not any more, in " + directory);
        } catch (IOException e) {
            return none("the octree in " + directory + " cannot be read: " + e);
        }
    }

    private static KeptOctree none(String reason) {
        return new KeptOctree(Optional.empty(), reason + ELSE);
    }
}
