package dev.caravan.dataset;

import dev.caravan.job.Priority;
import org.jspecify.annotations.Nullable;

/**
 * What the settings of a source say about its datasets, and what their jobs inherit.
 *
 * @param user whose data it is; empty when the source does not say
 * @param project what it belongs to; empty when the source does not say
 * @param priority how urgent its jobs are; null for what `caravan.jobs.types` says
 * @param profile what is made of it
 */
public record Labels(String user, String project, @Nullable Priority priority, Profile profile) {
    public static final Labels NONE = new Labels("", "", null);

    public Labels(String user, String project, @Nullable Priority priority, @Nullable Profile profile) {
        this.user = user;
        this.project = project;
        this.priority = priority;
        // Jobs that an earlier release put into the queue have none.
        this.profile = profile == null ? Profile.OCTREE : profile;
    }

    /** Of datasets that become octrees. */
    public Labels(String user, String project, @Nullable Priority priority) {
        this(user, project, priority, Profile.OCTREE);
    }
}
