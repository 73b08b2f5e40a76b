package dev.caravan.stage.scan;

import dev.caravan.dataset.Dataset;
import dev.caravan.dataset.Labels;
import dev.caravan.dataset.Roster;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A dataset of many files as a scan would find it now.
 *
 * @param roster as it is asked for
 * @param looked the same after a closer look, with all that is wrong with it
 * @param labels of its source
 * @param missing what it waits for, as a clause; null when it is complete
 */
public record FoundGroup(
        Roster roster,
        Roster looked,
        Labels labels,
        @Nullable String missing) {

    static FoundGroup of(Roster roster, Source source, Settling settling) {
        return new FoundGroup(
                roster,
                RosterCheck.look(roster),
                source.labels(),
                Completeness.of(source.complete(), settling).missing(roster).orElse(null));
    }

    /** Why it cannot be converted as it is; empty when it can. */
    public Optional<String> fault() {
        return looked.problems().isEmpty() ? Optional.empty() : Optional.of(RosterCheck.reason(looked));
    }

    /** Whether a fingerprint is that of this version. */
    public boolean is(@Nullable String fingerprint) {
        return roster.fingerprint().equals(fingerprint) || looked.fingerprint().equals(fingerprint);
    }

    /** To be claimed; only when there is no fault. */
    public Dataset dataset() {
        return looked.dataset(labels);
    }
}
