package dev.caravan.viewer;

import dev.caravan.manifest.Manifest;
import dev.caravan.publication.Publication;
import java.io.IOException;
import java.util.List;

/**
 * What a viewer does with a publication.
 *
 * @param entrance name of the object that it opens: JSON
 * @param ranged names of objects of which it reads parts; of a Zarr store one chunk stands for all
 * @param sent names of the headers that it sends beyond those that each page may, in lower case
 * @param isReplaced whether the entrance is written over when the dataset changes, so that nobody may keep it
 */
record Subject(String entrance, List<String> ranged, List<String> sent, boolean isReplaced) {
    private static final List<String> OCTREE = List.of(OctreeNames.HIERARCHY, OctreeNames.OCTREE);

    static Subject of(Publication publication, Original original) throws IOException {
        if (OctreeNames.isOctree(publication)) {
            // potree-core sends a content type with each range.
            return new Subject(OctreeNames.METADATA, OCTREE, List.of("range", "content-type"), false);
        }
        List<String> chunk = original.names(publication).stream()
                .filter(name -> !isMetadata(name))
                .limit(1)
                .toList();
        boolean inPlace = publication.pointer() == null;
        return new Subject(OctreeNames.name(publication), chunk, List.of("range"), inPlace);
    }

    /** The object that the most is read of. */
    String content() {
        return ranged.isEmpty() ? entrance : ranged.get(ranged.size() - 1);
    }

    private static boolean isMetadata(String name) {
        return Manifest.isDoor(name.substring(name.lastIndexOf('/') + 1)) || name.equals(Manifest.NAME);
    }
}
