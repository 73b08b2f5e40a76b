package dev.caravan.api.archive;

import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The body of `POST /archives/restore`. */
@Schema(
        name = "RestoreRequest",
        description = "An archive that is to come back: of a dataset, or of the path that was archived.",
        requiredProperties = "into")
record RestoreBody(
        @Schema(description = "Key of the dataset.", example = "survey-7") @Nullable
        String dataset,

        @Schema(description = "Absolute path of what was archived, instead.", example = "/data/done/survey-7") @Nullable
        String path,

        @Schema(description = "Name of the target that it is read from; the first that has it when it is left out.")
        @Nullable
        String target,

        @Schema(description = "Version of the dataset; the newest when it is left out.") @Nullable
        String version,

        @Schema(
                description =
                        "Directory that gets the file or directory that was archived; relative to caravan.archive.restore, or absolute below it.",
                example = "from-march")
        @Nullable
        String into,

        @Schema(description = "Whether what has its name there is replaced.", defaultValue = "false") @Nullable
        Boolean overwrite) {}
