package dev.caravan.job;

import java.time.Duration;
import java.util.List;

/**
 * What a worker says of itself.
 *
 * @param instance the process' name, as it stands in leases
 * @param slots jobs that it works on at once
 * @param jobs ids of those that it works on now
 * @param lease who says nothing for so long is lost
 */
public record WorkerReport(
        String instance, String stage, int slots, WorkerState state, List<String> jobs, Duration lease) {

    public WorkerReport {
        jobs = List.copyOf(jobs);
    }

    public String id() {
        return id(instance, stage);
    }

    public static String id(String instance, String stage) {
        return instance + ":" + stage;
    }
}
