package dev.caravan.retention;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What becomes of one dataset that is to be unpublished. */
public record UnpublishItem(
        @Schema(description = "Its key.") String dataset,

        @Schema(description = "Its file, directory or manifest; empty when nobody has the key.")
        String path,

        @Schema(
                description = "Whether it goes, or would; else it stays.",
                allowableValues = {"unpublish", "skip"})
        String action,

        @Schema(description = "From these.") List<String> targets,

        @Schema(description = "Why it goes, or why it stays.")
        String reason,

        @Schema(description = "Its job; null when it has none.") @Nullable
        String job) {

    public UnpublishItem {
        targets = List.copyOf(targets);
    }

    static UnpublishItem skip(String dataset, String path, String reason) {
        return new UnpublishItem(dataset, path, "skip", List.of(), reason, null);
    }

    boolean goes() {
        return action.equals("unpublish");
    }

    UnpublishItem by(String newJob) {
        return new UnpublishItem(dataset, path, action, targets, reason, newJob);
    }
}
