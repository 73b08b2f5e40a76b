package dev.caravan.audit;

import java.nio.file.Path;

/** Brings a dataset to its targets once more. */
public interface Republisher {

    /**
     * From the octree on disk where it is proven, else from the conversion on.
     *
     * @param target its file, directory or manifest
     */
    Republished again(Path target);

    /**
     * What came of it.
     *
     * @param begun whether a job does it
     * @param sentence which job does what, or why none does
     */
    record Republished(boolean begun, String sentence) {}
}
