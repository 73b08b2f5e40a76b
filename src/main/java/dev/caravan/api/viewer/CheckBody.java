package dev.caravan.api.viewer;

import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The body of `POST /publications/check`. */
@Schema(name = "CheckRequest", description = "Which dataset to look at: one of dataset and path.")
record CheckBody(
        @Schema(description = "Key of the dataset.", example = "area1/terrain") @Nullable
        String dataset,

        @Schema(
                description = "Absolute path of a source file, or of the directory or manifest of a dataset of many.",
                example = "/data/las/area1/terrain.laz")
        @Nullable
        String path,

        @Schema(description = "Only there; every target that has it when it is left out.") @Nullable
        String target) {}
