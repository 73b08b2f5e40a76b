package dev.caravan.stage.convert;

import dev.caravan.cluster.Order;
import dev.caravan.dataset.Dataset;
import dev.caravan.job.JobRun;
import java.io.IOException;
import java.nio.file.Path;

/** Orders a conversion of the cluster. */
interface Orders {

    /**
     * What the cluster is to do.
     *
     * @param scratch the attempt's directory, which the pod sees under the same path
     */
    Order of(Dataset dataset, Path scratch, JobRun run) throws IOException;

    /** Puts into that directory what the pod is to find there. */
    default void prepare(Dataset dataset, Path scratch) throws IOException {}
}
