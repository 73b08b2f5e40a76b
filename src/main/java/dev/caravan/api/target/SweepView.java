package dev.caravan.api.target;

import dev.caravan.s3.Swept;
import dev.caravan.s3.SweptUpload.Fate;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Duration;
import java.util.List;

/** What a sweep of a target came to, or would. */
@Schema(name = "Sweep", description = "What a sweep of a target's uploads in parts came to, or would.")
record SweepView(
        String target,
        boolean dryRun,

        @Schema(description = "Age from which an upload is abandoned when no job is to end it.", example = "604800")
        long olderThanSeconds,

        @Schema(
                description =
                        "false: the server does not list uploads; only those that the service remembers are here.")
        boolean listed,

        @Schema(description = "How many there were.") long total,

        @Schema(description = "How many were removed, or would be.")
        long removed,

        @Schema(description = "How many stay.") long left,

        @Schema(description = "The first 1000 of them.") List<SweptView> items) {
    private static final int MOST = 1000;

    static SweepView of(Swept swept, boolean dryRun, Duration after) {
        long removed = swept.count(dryRun ? Fate.ABANDONED : Fate.REMOVED);
        return new SweepView(
                swept.target(),
                dryRun,
                after.toSeconds(),
                swept.listed(),
                swept.uploads().size(),
                removed,
                swept.uploads().size() - removed,
                swept.uploads().stream().limit(MOST).map(SweptView::of).toList());
    }
}
