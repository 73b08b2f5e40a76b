package dev.caravan.api.job;

import dev.caravan.job.JobState;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Map;

/** One user's jobs, counted. */
@Schema(name = "UserStatistics")
record UserStatistics(
        String user,

        @Schema(description = "How many jobs are in each state.")
        Map<JobState, Long> states,

        @Schema(description = "How many have not ended.") long open,
        long total) {

    static UserStatistics of(String user, Map<JobState, Long> states) {
        return new UserStatistics(
                user,
                states,
                states.entrySet().stream()
                        .filter(entry -> !entry.getKey().isFinal())
                        .mapToLong(Map.Entry::getValue)
                        .sum(),
                states.values().stream().mapToLong(Long::longValue).sum());
    }
}
