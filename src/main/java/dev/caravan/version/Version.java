package dev.caravan.version;

import dev.caravan.manifest.Manifest;
import dev.caravan.manifest.Manifest.PublishedObject;

/**
 * A version of a dataset, as its manifest describes it.
 *
 * @param manifestBytes size of the manifest itself
 */
public record Version(Manifest manifest, long manifestBytes) {
    private static final String METADATA = "metadata.json";

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

    /** Name of the object that readers open: an octree's `metadata.json`, or the archive. */
    public String opened() {
        return manifest.objects().stream()
                .map(PublishedObject::name)
                .filter(METADATA::equals)
                .findFirst()
                .orElseGet(() -> manifest.objects().get(0).name());
    }
}
