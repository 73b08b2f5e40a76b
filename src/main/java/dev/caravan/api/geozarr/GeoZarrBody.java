package dev.caravan.api.geozarr;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The body of `POST /geozarr`. */
@Schema(
        name = "GeoZarrRequest",
        description = "A Zarr product that is to become a GeoZarr.",
        requiredProperties = "source")
record GeoZarrBody(
        @Schema(
                description =
                        "Address or absolute path of a STAC item or of a Zarr store; allowed is what caravan.geozarr.sources lists.",
                example = "https://stac.example.org/collections/sentinel-2-l2a/items/S2B_T29RLL")
        @Nullable
        String source,

        @Schema(
                description =
                        "Key of the item's asset that is the store; that of caravan.geozarr.asset when it is left out.",
                example = "product")
        @Nullable
        String asset,

        @Schema(
                description =
                        "Name of what is published: its key is geozarr/<name>. The last name of the source, without extension, when it is left out.",
                example = "sentinel-2/T29RLL-20250518")
        @Nullable
        String name,

        @Schema(
                description = "Paths of the groups; those of caravan.geozarr.groups when they are left out.",
                example = "[\"/measurements/reflectance/r10m\"]")
        @Nullable
        List<String> groups,

        @Schema(description = "Names of the targets; all that take the key when they are left out.") @Nullable
        List<String> targets,

        @Schema(
                description = "Whether it is converted once more although the same was asked for already.",
                defaultValue = "false")
        @Nullable
        Boolean force,

        @Schema(
                description = "Of the job.",
                allowableValues = {"LOW", "NORMAL", "HIGH", "URGENT"})
        @Nullable
        String priority,

        @Schema(description = "For whom.") @Nullable String user,

        @Schema(description = "What it belongs to.") @Nullable
        String project) {}
