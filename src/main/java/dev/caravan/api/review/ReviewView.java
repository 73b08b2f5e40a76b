package dev.caravan.api.review;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A page of the report of a job, and how the job is. */
@Schema(name = "Report", description = "A page of the report of a rebuild or an audit.")
record ReviewView(
        @Schema(description = "The job's id.") String id,

        @Schema(description = "Of the job: what is there before it has ended is not all.", example = "COMPLETED")
        String state,

        @Schema(description = "What the job has counted so far.")
        Map<String, Object> summary,

        @Schema(description = "Lines of the report, in the order in which they were written.")
        List<Map<String, Object>> items,

        @Schema(description = "The cursor of the next page; null when there is no more yet.") @Nullable
        String next) {}
