package dev.caravan.api.review;

import io.swagger.v3.oas.annotations.media.Schema;

/** A job that was begun. */
@Schema(name = "StartedJob", description = "A job that was begun.")
record StartedView(
        @Schema(description = "The job's id.") String id,
        @Schema(description = "What it does.") String title) {}
