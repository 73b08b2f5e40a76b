package dev.caravan.job;

import java.util.Map;

/**
 * How many jobs are known.
 *
 * @param states each state, also with 0
 * @param types each type, also with 0
 * @param users how many users have one
 */
public record JobCounts(Map<JobState, Long> states, Map<JobType, Long> types, long users) {

    public JobCounts {
        states = Map.copyOf(states);
        types = Map.copyOf(types);
    }
}
