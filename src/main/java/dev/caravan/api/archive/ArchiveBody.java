package dev.caravan.api.archive;

import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The body of `POST /archives`. */
@Schema(
        name = "ArchiveRequest",
        description = "A file or directory that is to be archived now.",
        requiredProperties = "path")
record ArchiveBody(
        @Schema(
                description = "Absolute path of a file or directory below a source directory whose profile is archive.",
                example = "/data/done/survey-7")
        @Nullable
        String path,

        @Schema(
                description = "Whether a version that is archived already is archived once more.",
                defaultValue = "false")
        @Nullable
        Boolean force,

        @Schema(
                description = "Of the job.",
                allowableValues = {"LOW", "NORMAL", "HIGH", "URGENT"})
        @Nullable
        String priority,

        @Schema(description = "For whom; what the source says when it is left out.") @Nullable
        String user,

        @Schema(description = "What it belongs to; what the source says when it is left out.") @Nullable
        String project) {}
