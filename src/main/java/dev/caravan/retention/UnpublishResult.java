package dev.caravan.retention;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What was ordered, or would be. */
public record UnpublishResult(
        boolean dryRun,

        @Schema(description = "Datasets that were looked at.")
        long total,

        @Schema(description = "Datasets that go, or would.") long queued,
        @Schema(description = "Datasets that stay.") long skipped,

        @Schema(description = "The batch, when there is more than one job.") @Nullable
        String job,

        @Schema(description = "The first 1000.") List<UnpublishItem> items) {
    static final int MOST_ITEMS = 1000;

    public UnpublishResult {
        items = List.copyOf(items);
    }

    /** @param batch null when there is none */
    public static UnpublishResult of(boolean dryRun, @Nullable String batch, List<UnpublishItem> all) {
        long queued = all.stream().filter(UnpublishItem::goes).count();
        return new UnpublishResult(
                dryRun,
                all.size(),
                queued,
                all.size() - queued,
                batch,
                all.subList(0, Math.min(all.size(), MOST_ITEMS)));
    }
}
