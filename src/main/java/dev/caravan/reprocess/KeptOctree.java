package dev.caravan.reprocess;

import dev.caravan.dataset.Octree;
import dev.caravan.file.SourceRecord;
import dev.caravan.stage.verify.Octrees;
import java.io.IOException;
import java.util.Optional;

/**
 * The proven octree of a file's present version, as far as it lies on disk.
 *
 * @param octree empty when there is none
 * @param reason why there is none, or where it is
 */
record KeptOctree(Optional<Octree> octree, String reason) {
    private static final String ELSE = "; use from=convert";

    static KeptOctree of(SourceRecord record) {
        if (record.octree() == null) {
            return none("no octree of it was ever proven");
        }
        Octree octree = new Octree(record.octree(), null, record.points(), record.octreeAt());
        if (record.octreeJob() == null || octree.points() == null || octree.provenAt() == null) {
            return none("the octree in " + record.octree() + " is not known to be of this version of the file");
        }
        try {
            return Octrees.isOf(record.octree(), record.octreeJob())
                    ? new KeptOctree(Optional.of(octree), "its octree is in " + record.octree())
                    : none("the octree is not, or not any more, in " + record.octree());
        } catch (IOException e) {
            return none("the octree in " + record.octree() + " cannot be read: " + e);
        }
    }

    private static KeptOctree none(String reason) {
        return new KeptOctree(Optional.empty(), reason + ELSE);
    }
}
