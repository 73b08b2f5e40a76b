package dev.caravan.retention;

import java.util.Set;

/**
 * How datasets are to be unpublished.
 *
 * @param targets names of the targets that are to lose them; empty for all
 * @param octrees whether the octrees on disk are to go as well
 * @param user who wants it; for the history
 */
public record UnpublishOrder(Set<String> targets, boolean octrees, Cause cause, String user) {

    public UnpublishOrder {
        targets = Set.copyOf(targets);
    }
}
