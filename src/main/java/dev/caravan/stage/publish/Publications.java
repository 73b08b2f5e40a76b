package dev.caravan.stage.publish;

import dev.caravan.dataset.Dataset;
import dev.caravan.dataset.Publication;

/** Bean `publications`: brings the copies of a dataset, which went to one target each, together again. */
public final class Publications {

    /** The first with the publications of both; the second one's win. */
    public Dataset merge(Dataset dataset, Dataset other) {
        Dataset merged = dataset;
        for (Publication publication : other.publications()) {
            merged = merged.with(publication);
        }
        return merged;
    }
}
