package dev.caravan.why;

import java.util.Optional;

/** Knows whether a stage's jobs are taken at all. */
public interface StageWorkers {

    /** What keeps the stage's jobs waiting, as the end of a sentence; empty when workers take them. */
    Optional<String> trouble(String stage);
}
