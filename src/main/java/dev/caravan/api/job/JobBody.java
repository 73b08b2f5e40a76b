package dev.caravan.api.job;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The body of `POST /jobs`. */
@Schema(
        name = "JobRequest",
        description = "Files that are to be converted: path, or paths; several become a batch.",
        requiredProperties = {"type"})
record JobBody(
        @Schema(description = "What is to be done.", allowableValues = "dataset_conversion") @Nullable
        String type,

        @Schema(description = "Absolute path of a file below a source directory.", example = "/data/las/a.las")
        @Nullable
        String path,

        @Schema(description = "Several of them.") @Nullable List<String> paths,

        @Schema(
                description = "Of the jobs.",
                allowableValues = {"LOW", "NORMAL", "HIGH", "URGENT"})
        @Nullable
        String priority,

        @Schema(description = "For whom; what the source says when it is left out.") @Nullable
        String user,

        @Schema(description = "What they belong to; what the source says when it is left out.") @Nullable
        String project,

        @Schema(description = "Whether what is published and has not changed is taken, too.", defaultValue = "false")
        @Nullable
        Boolean force,

        @Schema(
                description = "Where they begin.",
                allowableValues = {"convert", "publish"},
                defaultValue = "convert")
        @Nullable
        String from) {}
