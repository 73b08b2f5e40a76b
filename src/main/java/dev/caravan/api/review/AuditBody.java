package dev.caravan.api.review;

import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The body of `POST /audits`. Nothing of it is necessary. */
@Schema(name = "AuditRequest")
record AuditBody(
        @Schema(description = "Name of one S3 target; all when it is left out.", example = "main") @Nullable
        String target,

        @Schema(description = "Pattern of dataset keys; all when it is left out.", example = "area1/**") @Nullable
        String dataset,

        @Schema(
                description =
                        "How objects are compared: by size and the checksum that the server shows, or in any case by content.",
                allowableValues = {"size", "checksum"},
                defaultValue = "size")
        @Nullable
        String content,

        @Schema(description = "Whether what can be mended is mended.", defaultValue = "false") @Nullable
        Boolean repair,

        @Schema(
                description = "With repair: whether objects of our datasets that no manifest names are deleted.",
                defaultValue = "false")
        @Nullable
        Boolean deleteOrphans) {}
