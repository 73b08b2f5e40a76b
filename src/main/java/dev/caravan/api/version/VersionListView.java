package dev.caravan.api.version;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/** The versions of a dataset. */
@Schema(name = "VersionList", description = "The versions of a dataset, target by target, the newest first.")
record VersionListView(
        @Schema(description = "The dataset's key.") String dataset, List<VersionView> items) {}
