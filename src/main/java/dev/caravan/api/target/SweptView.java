package dev.caravan.api.target;

import dev.caravan.s3.SweptUpload;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** An upload in parts that has begun and not ended. */
@Schema(name = "UnfinishedUpload")
record SweptView(
        @Schema(description = "Key of the object.") String key,

        @Schema(description = "The server's id of the upload.")
        String upload,

        @Schema(description = "When its last part was received, of one that the service remembers; else when it began.")
        Instant since,

        @Schema(description = "The job that has begun it, or went on with it last; null when none is known.") @Nullable
        String job,

        @Schema(description = "Of the parts that are there; null when it is not known, or was not asked for.") @Nullable
        Long bytes,

        @Schema(
                description = "What becomes of it; ABANDONED: it would be removed.",
                allowableValues = {"GOES_ON", "RECENT", "ABANDONED", "REMOVED", "REFUSED"})
        String fate,

        @Schema(description = "Why.") String reason) {

    static SweptView of(SweptUpload upload) {
        return new SweptView(
                upload.key(),
                upload.upload(),
                upload.since(),
                upload.job().isEmpty() ? null : upload.job(),
                upload.bytes(),
                upload.fate().name(),
                reason(upload));
    }

    private static String reason(SweptUpload upload) {
        return switch (upload.fate()) {
            case GOES_ON -> "its job is still to end";
            case RECENT -> "it has gone on, or begun, a short while ago";
            case REFUSED -> "the server refuses to remove it; see the log";
            case ABANDONED, REMOVED ->
                upload.job().isEmpty()
                        ? "no job is known that would end it"
                        : "its job has ended, or is not there any more";
        };
    }
}
