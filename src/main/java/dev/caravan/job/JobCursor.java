package dev.caravan.job;

/**
 * A place in the list of all jobs by arrival: behind the job that arrived as this one, seen in the direction of the list. It stays
 * good when that job is forgotten.
 *
 * @param arrival at least 1
 */
public record JobCursor(long arrival) {

    public JobCursor {
        if (arrival < 1) {
            throw new IllegalArgumentException("arrivals are counted from 1, found " + arrival);
        }
    }
}
