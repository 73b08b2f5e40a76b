package dev.caravan.dataset;

import dev.caravan.job.Priority;
import org.jspecify.annotations.Nullable;

/**
 * What the settings of a source say about its datasets, and what their jobs inherit.
 *
 * @param user whose data it is; empty when the source does not say
 * @param project what it belongs to; empty when the source does not say
 * @param priority how urgent its jobs are; null for what `caravan.jobs.types` says
 */
public record Labels(String user, String project, @Nullable Priority priority) {
    public static final Labels NONE = new Labels("", "", null);
}
