package dev.caravan.potree;

import java.nio.file.Path;

/** Names of the three files of an octree. */
public final class OctreeFiles {
    public static final String METADATA = "metadata.json";
    public static final String HIERARCHY = "hierarchy.bin";
    public static final String OCTREE = "octree.bin";

    private OctreeFiles() {}

    static Path metadata(Path octree) {
        return octree.resolve(METADATA);
    }

    static Path hierarchy(Path octree) {
        return octree.resolve(HIERARCHY);
    }

    static Path points(Path octree) {
        return octree.resolve(OCTREE);
    }
}
