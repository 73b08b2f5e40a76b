package dev.caravan.api.job;

import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The body of `POST /jobs/{id}/cancel`. */
@Schema(name = "CancelRequest")
record CancelRequest(
        @Schema(description = "Why, for the job's log; 1 to 500 characters.", example = "wrong coordinates") @Nullable
        String reason) {}
