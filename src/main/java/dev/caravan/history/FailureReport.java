package dev.caravan.history;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What has failed in the last hours.
 *
 * @param total jobs that have failed and were not begun anew
 * @param byClass the same, by the class of the failure
 * @param attempts attempts that failed, by the class of the failure; those of jobs that went well later, too
 * @param items the newest of these jobs
 */
public record FailureReport(
        int hours, long total, Map<String, Long> byClass, Map<String, Long> attempts, List<FailedJob> items) {

    public FailureReport {
        byClass = Map.copyOf(byClass);
        attempts = Map.copyOf(attempts);
        items = List.copyOf(items);
    }

    /**
     * A job that has failed.
     *
     * @param failureClass see {@link dev.caravan.job.FailureKind}
     * @param at when it was parked
     */
    public record FailedJob(
            String job,
            String target,
            @JsonProperty("class") String failureClass,
            String reason,
            Instant at) {}
}
