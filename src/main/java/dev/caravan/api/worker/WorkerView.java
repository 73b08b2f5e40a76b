package dev.caravan.api.worker;

import dev.caravan.job.Worker;
import dev.caravan.job.WorkerState;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;

/** A worker as the API shows it. */
@Schema(name = "Worker", description = "All that works on one stage's jobs in one instance.")
record WorkerView(
        @Schema(description = "The instance and the stage, with a colon between them.")
        String id,

        @Schema(description = "The process, by its name in leases.")
        String instance,

        @Schema(example = "convert") String stage,
        WorkerState state,

        @Schema(description = "Jobs that it works on at once.")
        int slots,

        @Schema(description = "Jobs that it works on now.") int busy,

        @Schema(description = "Their ids.") List<String> jobs,

        @Schema(description = "When it spoke last.") Instant heartbeat,

        @Schema(description = "When it came into this state; of a lost one: into the state before.")
        Instant since) {

    static WorkerView of(Worker worker) {
        return new WorkerView(
                worker.id(),
                worker.instance(),
                worker.stage(),
                worker.state(),
                worker.slots(),
                worker.jobs().size(),
                worker.jobs(),
                worker.heartbeat(),
                worker.since());
    }
}
