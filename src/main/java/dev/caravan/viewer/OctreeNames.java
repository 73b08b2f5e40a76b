package dev.caravan.viewer;

import dev.caravan.publication.Publication;
import java.util.List;

/** The objects of an octree, as viewers ask for them. */
final class OctreeNames {
    static final String METADATA = "metadata.json";
    static final String HIERARCHY = "hierarchy.bin";
    static final String OCTREE = "octree.bin";
    static final List<String> ALL = List.of(METADATA, HIERARCHY, OCTREE);

    private OctreeNames() {}

    static boolean isOctree(Publication publication) {
        return name(publication).equals(METADATA);
    }

    /** Of the object that readers open, as its address has it. */
    static String name(Publication publication) {
        String path = publication.address().getPath();
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
