package dev.caravan.version;

import dev.caravan.manifest.Manifest;
import dev.caravan.manifest.Manifest.PublishedObject;
import java.util.List;

/**
 * A version of a dataset, as its manifest describes it.
 *
 * @param manifestBytes size of the manifest itself
 */
public record Version(Manifest manifest, long manifestBytes) {
    /** Of an octree, and of Zarr stores; the first that is there counts. */
    private static final List<String> OPENED = List.of("metadata.json", "zarr.json", ".zmetadata");

    public String name() {
        return manifest.version();
    }

    /** How many there are, the manifest included. */
    public int objects() {
        return manifest.objects().size() + 1;
    }

    /** Sum of the objects' sizes, the manifest included. */
    public long bytes() {
        return manifestBytes
                + manifest.objects().stream().mapToLong(PublishedObject::size).sum();
    }

    /** Name of the object that readers open: an octree's `metadata.json`, the metadata of a Zarr store's root, or the archive. */
    public String opened() {
        List<String> names =
                manifest.objects().stream().map(PublishedObject::name).toList();
        return OPENED.stream().filter(names::contains).findFirst().orElseGet(() -> names.get(0));
    }
}
