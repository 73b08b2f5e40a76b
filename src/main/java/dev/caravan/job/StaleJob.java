package dev.caravan.job;

import java.time.Instant;

/**
 * A job that does not move as it should.
 *
 * @param since when its lease was renewed last, or when it began to wait
 * @param served whether some worker takes jobs of its stage now
 */
public record StaleJob(String id, String stage, Kind kind, Instant since, boolean served) {

    public enum Kind {
        /** It runs, and its worker has not renewed its lease for more than half of the lease's length. */
        SILENT,
        /** It has waited for longer than one of its attempts may take. */
        WAITING
    }

    /** One sentence: what is the matter, and what becomes of it. */
    public String explanation() {
        if (kind == Kind.SILENT) {
            return "its worker at %s has been silent since %s; when the lease has run out another attempt begins"
                    .formatted(stage, since);
        }
        return served
                ? "it waits at %s since %s; the workers there have been busy with others".formatted(stage, since)
                : "it waits at %s since %s, and no worker takes jobs there: start one".formatted(stage, since);
    }
}
