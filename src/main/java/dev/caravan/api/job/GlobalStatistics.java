package dev.caravan.api.job;

import dev.caravan.job.JobCounts;
import dev.caravan.job.JobState;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Map;
import java.util.TreeMap;

/** All jobs, counted. */
@Schema(name = "GlobalStatistics")
record GlobalStatistics(
        @Schema(description = "How many jobs are in each state.")
        Map<JobState, Long> states,

        @Schema(description = "How many jobs there are of each type.")
        Map<String, Long> byType,

        @Schema(description = "How many users have a job.") long users,
        long total) {

    static GlobalStatistics of(JobCounts counts) {
        Map<String, Long> byType = new TreeMap<>();
        counts.types().forEach((type, count) -> byType.put(type.word(), count));
        long total =
                counts.states().values().stream().mapToLong(Long::longValue).sum();
        return new GlobalStatistics(new TreeMap<>(counts.states()), byType, counts.users(), total);
    }
}
