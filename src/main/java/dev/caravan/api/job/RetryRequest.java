package dev.caravan.api.job;

import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The body of `POST /jobs/{id}/retry`. */
@Schema(name = "RetryRequest")
record RetryRequest(
        @Schema(
                description = "The stage at which it begins anew: publish only for a job whose octree was proven."
                        + " The default is publish for such a job, else convert.",
                allowableValues = {"convert", "publish"})
        @Nullable
        String from) {}
