package dev.caravan.viewer;

import com.fasterxml.jackson.databind.JsonNode;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What would mend all findings of one kind. */
@Schema(name = "ViewerRemedy", description = "What would mend all findings of one kind.")
public record Remedy(
        @Schema(allowableValues = {"cors", "access", "privacy", "server"})
        Cure cure,

        @Schema(description = "For people.") String text,

        @Schema(
                description =
                        "The command that applies the document, saved as the file that it names; null where there is none.")
        @Nullable
        String command,

        @Schema(
                type = "object",
                description =
                        "The CORS rules or the policy of the bucket, those that it has included; null where there is none.")
        @Nullable
        JsonNode document) {}
