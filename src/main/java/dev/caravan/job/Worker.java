package dev.caravan.job;

import java.time.Instant;
import java.util.List;

/**
 * A worker, as its last word has it.
 *
 * @param id `<instance>:<stage>`
 * @param slots jobs that it works on at once
 * @param jobs ids of those that it works on
 * @param since when it came into this state; of a lost one: into the state before
 * @param heartbeat when it spoke last
 */
public record Worker(
        String id,
        String instance,
        String stage,
        int slots,
        WorkerState state,
        List<String> jobs,
        Instant since,
        Instant heartbeat) {

    public Worker {
        jobs = List.copyOf(jobs);
    }
}
