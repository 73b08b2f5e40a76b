package dev.caravan.dataset;

import dev.caravan.job.Priority;

/**
 * What the settings of a source say about its datasets, and what their jobs inherit.
 *
 * @param user whose data it is; empty when the source does not say
 * @param project what it belongs to; empty when the source does not say
 * @param priority how urgent its jobs are
 */
public record Labels(String user, String project, Priority priority) {
    public static final Labels NONE = new Labels("", "", Priority.NORMAL);
}
