package dev.caravan.api.job;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.caravan.job.Job;
import dev.caravan.job.StaleJob;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;

/** A job that does not move as it should. */
@Schema(name = "StaleJob", description = "A job, and why it is among those that do not move as they should.")
record StaleJobView(
        @JsonUnwrapped JobView job,

        @Schema(
                description =
                        "SILENT: its worker has not been heard of for long; WAITING: for longer than an attempt may take.")
        StaleJob.Kind kind,

        @Schema(description = "When its worker was heard last, or when it began to wait.")
        Instant since,

        @Schema(description = "What is the matter, and what becomes of it.")
        String explanation) {

    static StaleJobView of(Job job, StaleJob stale) {
        return new StaleJobView(JobView.of(job), stale.kind(), stale.since(), stale.explanation());
    }
}
