package dev.caravan.api.overview;

import dev.caravan.api.file.ScanView;
import dev.caravan.api.job.QueueView;
import dev.caravan.job.JobState;
import dev.caravan.job.RedisLink;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The service at a glance. */
@Schema(name = "Stats", description = "The service at a glance.")
record StatsView(
        Jobs jobs,
        List<QueueView> queues,
        Files files,
        Failures failures,

        @Schema(description = "Since when the job waits that has waited longest, as the queues say it.") @Nullable
        Instant oldestWaiting,

        @Schema(
                description = "As /actuator/health says it.",
                allowableValues = {"UP", "DOWN", "OUT_OF_SERVICE", "UNKNOWN"})
        String health,

        Redis redis,
        ScanView scan,
        String version,
        double uptimeSeconds) {

    /** @param states how many jobs are in each state */
    @Schema(name = "JobNumbers")
    record Jobs(Map<JobState, Long> states) {}

    @Schema(name = "FileNumbers", description = "Files that have a record; counted anew after ten seconds or more.")
    record Files(
            long count,

            @Schema(description = "How many files have each status.")
            Map<String, Long> byStatus) {}

    @Schema(name = "FailureNumbers")
    record Failures(
            @Schema(description = "In the last 24 hours.") Last24h last24h) {}

    @Schema(name = "FailureClasses")
    record Last24h(
            @Schema(description = "Jobs that have failed and were not begun anew, by the class of the failure.")
            Map<String, Long> byClass) {}

    @Schema(name = "RedisLink", description = "Whether Redis answers this instance.")
    record Redis(
            boolean up,

            @Schema(description = "Since when; null when it was never found away.") @Nullable
            Instant since,

            @Nullable String error) {

        static Redis of(RedisLink.Availability found) {
            return new Redis(found.up(), found.since().equals(Instant.EPOCH) ? null : found.since(), found.error());
        }
    }
}
