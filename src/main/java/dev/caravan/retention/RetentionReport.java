package dev.caravan.retention;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a run of the policy did, or would do. */
public record RetentionReport(
        boolean dryRun,

        @Schema(description = "Published datasets that were looked at.")
        long looked,

        @Schema(description = "Of these, those whose time has come.")
        long due,

        @Schema(description = "Of these, those that go, or would.")
        long queued,

        @Schema(description = "Of these, those that stay: they are protected, or something works on them.")
        long skipped,

        @Schema(description = "Of these, those that are left to the next run: caravan.retention.most go at once.")
        long postponed,

        @Schema(description = "Octrees on the disk of this instance that were deleted, or would be.")
        long octrees,

        @Schema(description = "The batch, when there is more than one job.") @Nullable
        String job,

        @Schema(description = "The first 1000 that go or stay, with the reason.")
        List<UnpublishItem> items) {

    public RetentionReport {
        items = List.copyOf(items);
    }

    /** One line for people. */
    public String summary() {
        return "retention%s: %d published datasets, %d due, %d unpublished, %d left, %d postponed, %d octrees deleted"
                .formatted(dryRun ? ", dry run" : "", looked, due, queued, skipped, postponed, octrees);
    }

    boolean nothing() {
        return due == 0 && octrees == 0;
    }
}
