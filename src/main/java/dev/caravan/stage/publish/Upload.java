package dev.caravan.stage.publish;

import dev.caravan.dataset.Dataset;

/**
 * A dataset on its way to one target.
 *
 * @param dataset proven
 * @param target name of a target in the settings
 */
public record Upload(Dataset dataset, String target) {}
