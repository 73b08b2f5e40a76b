package dev.caravan.api.job;

import dev.caravan.api.BadRequestException;
import dev.caravan.api.FieldProblem;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The body of `PUT /jobs/{id}`: either a state or a priority. */
@Schema(name = "JobChange", description = "What is to change: the state to CANCELLED, or the priority.")
record JobChange(
        @Schema(description = "CANCELLED: the only state that can be asked for.", allowableValues = "CANCELLED")
        @Nullable
        String state,

        @Schema(
                description = "How urgent it is from now on.",
                allowableValues = {"LOW", "NORMAL", "HIGH", "URGENT"})
        @Nullable
        String priority,

        @Schema(description = "Why it is cancelled, for the job's log; 1 to 500 characters.") @Nullable
        String reason) {

    void requireOne() {
        if ((state == null) == (priority == null)) {
            String allowed = "given when 'priority' is not, and left out when it is";
            throw new BadRequestException(List.of(new FieldProblem("state", state, allowed)));
        }
        if (priority != null && reason != null) {
            throw new BadRequestException("reason", reason, "left out: only a cancellation has a reason");
        }
        if (state != null && !state.equals("CANCELLED")) {
            throw new BadRequestException("state", state, "CANCELLED; to begin a job anew, POST …/retry");
        }
    }
}
