package dev.caravan.api.job;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Jobs that do not move as they should. */
@Schema(name = "StaleJobList", description = "Jobs that do not move as they should, silent ones first.")
record StaleListView(
        List<StaleJobView> items,

        @Schema(description = "Always null: there is no further page.") @Nullable
        String next) {}
