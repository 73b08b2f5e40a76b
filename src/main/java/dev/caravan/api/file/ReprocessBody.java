package dev.caravan.api.file;

import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The body of `POST /files/reprocess`. */
@Schema(name = "ReprocessRequest", description = "Which files to process once more: one of path, glob and all.")
record ReprocessBody(
        @Schema(description = "Absolute path of one file below a source directory.", example = "/data/las/a.las")
        @Nullable
        String path,

        @Schema(
                description =
                        "Pattern of files that have a record, relative to the source directories or absolute within one.",
                example = "area1/**/*.las")
        @Nullable
        String glob,

        @Schema(description = "failed: all that failed or were refused.", allowableValues = "failed") @Nullable
        String all,

        @Schema(
                description = "Where they begin.",
                allowableValues = {"convert", "publish"},
                defaultValue = "convert")
        @Nullable
        String from,

        @Schema(description = "Whether what is published and has not changed is taken, too.", defaultValue = "false")
        @Nullable
        Boolean force,

        @Schema(description = "Whether it is only said what would happen.", defaultValue = "false") @Nullable
        Boolean dryRun,

        @Schema(
                description = "Of the jobs.",
                allowableValues = {"LOW", "NORMAL", "HIGH", "URGENT"})
        @Nullable
        String priority,

        @Schema(description = "For whom; what the source says when it is left out.") @Nullable
        String user,

        @Schema(description = "What they belong to; what the source says when it is left out.") @Nullable
        String project) {}
