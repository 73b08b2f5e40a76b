package dev.caravan.api.geozarr;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The body of `POST /geozarr/reprocess`. */
@Schema(
        name = "GeoZarrAgainRequest",
        description = "Which products are to be converted once more.",
        requiredProperties = "datasets")
record GeoZarrAgainBody(
        @Schema(
                description = "Keys of datasets, or patterns of such with *, ? or {}.",
                example = "[\"geozarr/sentinel-2/**\"]")
        @Nullable
        List<String> datasets,

        @Schema(
                description =
                        "Whether only those are converted whose product is another one by now, by the metadata of its root.",
                defaultValue = "false")
        @Nullable
        Boolean changed,

        @Schema(description = "Whether it is only said what would be done.", defaultValue = "false") @Nullable
        Boolean dryRun) {}
