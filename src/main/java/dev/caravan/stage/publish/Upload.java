package dev.caravan.stage.publish;

import dev.caravan.dataset.Dataset;

/**
 * A dataset on its way to one target.
 *
 * @param dataset proven
 * @param target name of a target in the settings
 */
public record Upload(Dataset dataset, String target) {
    /** The exchange property that keeps it while the body is the publication that came of it. */
    public static final String PROPERTY = "upload";
}
