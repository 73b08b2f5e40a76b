package dev.caravan.api.retention;

import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The body of `POST /deleted/confirm`. */
@Schema(
        name = "ConfirmDeletedRequest",
        requiredProperties = {"source"})
record ConfirmBody(
        @Schema(description = "Absolute path of a source directory.", example = "/data/las") @Nullable
        String source) {}
