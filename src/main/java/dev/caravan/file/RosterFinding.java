package dev.caravan.file;

import dev.caravan.dataset.Roster;

/**
 * A dataset of many files that is not unchanged, and why.
 *
 * @param refusedKey for {@link Verdict#REFUSED}: the dataset key that was refused; else empty
 * @param owner for {@link Verdict#REFUSED}: target of the dataset that stands in the way, empty when none does
 */
public record RosterFinding(Roster roster, Verdict verdict, String refusedKey, String owner) {

    /** Whether it is worth trying to claim the dataset. */
    public boolean claimable() {
        return new Obstacle(verdict, refusedKey, owner).allows(roster.key(), roster.target());
    }
}
