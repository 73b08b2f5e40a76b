package dev.caravan.viewer;

import java.io.IOException;

/** One thing that a viewer needs. */
interface Check {

    /**
     * Looks, and adds what it has found.
     *
     * @return whether it makes sense to look further
     * @throws IOException when there is no answer
     */
    boolean look(Scene scene) throws IOException;
}
