package dev.caravan.api.publication;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The body of `POST /publications`. */
@Schema(name = "PublishRequest", description = "What is to be published to a target: one of paths, glob and missing.")
record PublishBody(
        @Schema(
                description = "Name of a target in the configuration.",
                example = "archive",
                requiredMode = Schema.RequiredMode.REQUIRED)
        @Nullable
        String target,

        @Schema(description = "Absolute paths of files below a source directory.", example = "[\"/data/las/a.las\"]")
        @Nullable
        List<String> paths,

        @Schema(
                description =
                        "Pattern of files that have a record, relative to the source directories or absolute within one.",
                example = "area1/**/*.las")
        @Nullable
        String glob,

        @Schema(description = "true: all that are published, and that the target lacks.") @Nullable
        Boolean missing,

        @Schema(description = "Whether it is only said what would happen.", defaultValue = "false") @Nullable
        Boolean dryRun) {}
