package dev.caravan.api.job;

import dev.caravan.job.Job;
import dev.caravan.job.OutsideWork;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What works for a job in a cluster. */
@Schema(name = "ClusterWork", description = "What works for a job in a cluster, or has.")
record ClusterView(
        @Schema(description = "Of the Kubernetes Job.", example = "convert-roof-0c5b6b0e-1")
        String name,

        @Schema(description = "In which it is.") String namespace,

        @Schema(description = "Whether the job waits for its end, and has no worker.")
        boolean atWork,

        @Schema(description = "In the cluster's words, what keeps it from beginning.") @Nullable
        String waitsFor) {

    static @Nullable ClusterView of(Job job) {
        return OutsideWork.of(job)
                .map(work -> new ClusterView(work.name(), work.namespace(), work.atWork(), work.waitsFor()))
                .orElse(null);
    }
}
