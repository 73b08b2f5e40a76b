package dev.caravan.api.viewer;

import dev.caravan.viewer.Examination;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/** Answer to `POST /publications/check`. */
@Schema(name = "CheckResult", description = "One examination for each target that has the dataset.")
record CheckResult(
        String dataset,

        @Schema(description = "Whether browsers can show it from each of them.")
        boolean ok,

        List<Examination> items) {

    static CheckResult of(String dataset, List<Examination> items) {
        return new CheckResult(dataset, items.stream().allMatch(Examination::ok), items);
    }
}
