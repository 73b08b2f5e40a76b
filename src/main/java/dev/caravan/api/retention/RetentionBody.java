package dev.caravan.api.retention;

import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The body of `POST /retention`. */
@Schema(name = "RetentionRequest")
record RetentionBody(
        @Schema(description = "Whether it is only said what would happen.", defaultValue = "true") @Nullable
        Boolean dryRun) {}
