package dev.caravan.version;

import dev.caravan.manifest.Manifest;
import dev.caravan.manifest.Manifest.PublishedObject;

/**
 * A version of a dataset, as its manifest describes it.
 *
 * @param manifestBytes size of the manifest itself
 */
public record Version(Manifest manifest, long manifestBytes) {

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
        return manifest.entrance().orElseGet(() -> manifest.objects().get(0)).name();
    }
}
