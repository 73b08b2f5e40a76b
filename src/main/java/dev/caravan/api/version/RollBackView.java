package dev.caravan.api.version;

import dev.caravan.version.RollBack.Step;
import io.swagger.v3.oas.annotations.media.Schema;
import java.net.URI;
import java.util.List;

/** What came of a roll-back, or would. */
@Schema(name = "RollBack", description = "What was done in each target, or would be.")
record RollBackView(
        @Schema(description = "The dataset's key.") String dataset,

        @Schema(description = "Whether it was only proven that it can be done.")
        boolean dryRun,

        List<Item> items) {

    static RollBackView of(String dataset, boolean dryRun, List<Step> steps) {
        return new RollBackView(
                dataset,
                dryRun,
                steps.stream()
                        .map(step -> new Item(step.target(), step.from(), step.to(), step.address(), step.switched()))
                        .toList());
    }

    /** In one target. */
    @Schema(name = "RollBackItem")
    record Item(
            @Schema(description = "Its name.") String target,

            @Schema(description = "The version that was live.")
            String from,

            @Schema(description = "The version that is to be live.")
            String to,

            @Schema(description = "Address of that version's metadata.json.")
            URI url,

            @Schema(description = "False when it was live already, and in a dry run.")
            boolean switched) {}
}
