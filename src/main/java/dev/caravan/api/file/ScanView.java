package dev.caravan.api.file;

import dev.caravan.job.Progress;
import dev.caravan.stage.scan.ScanResult;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How scanning goes. */
@Schema(name = "Scan", description = "How scanning goes in the instance that answers.")
public record ScanView(
        boolean running,

        @Schema(description = "When the running scan began.") @Nullable
        Instant since,

        @Schema(description = "How far it is.") @Nullable Progress progress,

        @Schema(description = "The newest result.") @Nullable
        ScanResult last,

        @Schema(description = "When the next one begins by itself.") @Nullable
        Instant next) {}
