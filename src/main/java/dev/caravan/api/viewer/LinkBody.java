package dev.caravan.api.viewer;

import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The body of `POST /links`. */
@Schema(name = "LinkRequest", description = "What to link to: one of dataset and path.")
record LinkBody(
        @Schema(description = "Key of the dataset.", example = "area1/terrain") @Nullable
        String dataset,

        @Schema(
                description = "Absolute path of a source file, or of the directory or manifest of a dataset of many.",
                example = "/data/las/area1/terrain.laz")
        @Nullable
        String path,

        @Schema(
                description =
                        "The target to read it from; when it is left out, the first private one that has it, else the first one.")
        @Nullable
        String target,

        @Schema(description = "How long it works: 1m at least, caravan.viewer.links.longest at most.", example = "90m")
        @Nullable
        String lifetime) {}
