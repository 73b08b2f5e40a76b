package dev.caravan.stage.archive;

import dev.caravan.job.Origin;
import java.nio.file.Path;

/**
 * An archive that is to come back.
 *
 * @param id of its job
 * @param dataset its key
 * @param target that has it; '' for the first in the configuration that does
 * @param version of the dataset; '' for the newest
 * @param into the directory that gets it, absolute
 * @param overwrite whether what has its name there is replaced
 * @param user who asks; may be empty
 */
public record Restore(
        String id, String dataset, String target, String version, Path into, boolean overwrite, String user) {

    Origin origin() {
        return Origin.of(user, "");
    }
}
