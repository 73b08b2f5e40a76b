package dev.caravan.api.job;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.caravan.job.Failure;
import dev.caravan.job.FailureKind;
import io.swagger.v3.oas.annotations.media.Schema;

/** Why a job has failed, and what a person can do about it. */
@Schema(name = "Failure", description = "Why the last attempt has failed, and what can be done about it.")
record FailureView(
        @JsonProperty("class") @Schema(description = "What kind of failure it is.")
        FailureKind kind,

        @Schema(description = "One line for people.") String reason,
        @Schema(description = "What to do next.") String advice) {

    static FailureView of(Failure failure) {
        return new FailureView(failure.kind(), failure.reason(), failure.kind().advice());
    }
}
