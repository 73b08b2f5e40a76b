package dev.caravan.audit;

import java.nio.file.Path;

/** Brings a dataset to its targets once more. */
public interface Republisher {

    /**
     * From the octree on disk where it is proven, else from the conversion on; an archive from another target, else from its source.
     *
     * @param source its file, directory or manifest
     * @param target name of the S3 target that lacks something of it
     */
    Republished again(Path source, String target);

    /**
     * What came of it.
     *
     * @param begun whether a job does it
     * @param sentence which job does what, or why none does
     */
    record Republished(boolean begun, String sentence) {}
}
