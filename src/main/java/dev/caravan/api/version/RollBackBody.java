package dev.caravan.api.version;

import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The body of `POST /publications/rollback`. */
@Schema(
        name = "RollBackRequest",
        description = "Which dataset, by its key or by the path of its source, and to which version.")
record RollBackBody(
        @Schema(description = "The dataset's key; this or path.", example = "area1/a") @Nullable
        String dataset,

        @Schema(
                description = "Absolute path of the file, directory or manifest that it was made of.",
                example = "/data/las/area1/a.las")
        @Nullable
        String path,

        @Schema(description = "Name of one target; all that have versions of the dataset when it is left out.")
        @Nullable
        String target,

        @Schema(
                description = "The version that is to be live; the one before the live one when it is left out.",
                example = "20261122T164100Z-9f86d081")
        @Nullable
        String version,

        @Schema(description = "Whether it is only proven that it can be done.", defaultValue = "false") @Nullable
        Boolean dryRun) {}
