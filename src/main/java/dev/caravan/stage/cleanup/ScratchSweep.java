package dev.caravan.stage.cleanup;

import java.io.IOException;
import java.util.function.Predicate;

/** Removes scratch directories of jobs that do not live. */
public interface ScratchSweep {

    void sweep(Predicate<String> isLive) throws IOException;
}
