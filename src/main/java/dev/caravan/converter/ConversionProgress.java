package dev.caravan.converter;

/** Told how far a conversion is; called often, by several threads, but by one at a time. */
@FunctionalInterface
public interface ConversionProgress {
    ConversionProgress NONE = (phase, done, total) -> {};

    /**
     * @param done points of this phase
     * @param total points of this phase; may have to be done again when a header lied
     */
    void progress(Phase phase, long done, long total);

    /** Told once, before anything is read but headers, and before anything is written. */
    default void planned(ConversionPlan plan) {}
}
