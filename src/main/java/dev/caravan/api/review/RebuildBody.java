package dev.caravan.api.review;

import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The body of `POST /rebuild`. */
@Schema(
        name = "RebuildRequest",
        requiredProperties = {"target"})
record RebuildBody(
        @Schema(description = "Name of the S3 target whose manifests are read.", example = "main") @Nullable
        String target,

        @Schema(description = "Whether it is only said what would be done.", defaultValue = "false") @Nullable
        Boolean dryRun) {}
