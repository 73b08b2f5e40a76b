package dev.caravan.api.retention;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The body of `POST /publications/unpublish`. */
@Schema(name = "UnpublishRequest", description = "Which datasets to unpublish: one of paths, glob and datasets.")
record UnpublishBody(
        @Schema(description = "Absolute paths of files, directories or manifests.", example = "[\"/data/las/a.las\"]")
        @Nullable
        List<String> paths,

        @Schema(
                description =
                        "Pattern of files that have a record, relative to the source directories or absolute within one.",
                example = "area1/**/*.las")
        @Nullable
        String glob,

        @Schema(description = "Keys of datasets.", example = "[\"area1/a\"]") @Nullable
        List<String> datasets,

        @Schema(description = "Name of the target that is to lose them; all when it is left out.") @Nullable
        String target,

        @Schema(description = "Whether the octrees on disk go as well.", defaultValue = "false") @Nullable
        Boolean octrees,

        @Schema(description = "Whether it is only said what would happen.", defaultValue = "true") @Nullable
        Boolean dryRun) {}
