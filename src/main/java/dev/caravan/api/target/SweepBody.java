package dev.caravan.api.target;

import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The body of `POST /targets/{name}/sweep`. */
@Schema(name = "SweepRequest")
record SweepBody(
        @Schema(
                description =
                        "Age from which an upload is abandoned when no job is to end it: a time such as 90m, 2h or 7d, from 1m to 365d; caravan.publish.sweep.after when it is left out.",
                example = "1d")
        @Nullable
        String olderThan,

        @Schema(description = "Whether it is only said what would happen.", defaultValue = "true") @Nullable
        Boolean dryRun) {}
