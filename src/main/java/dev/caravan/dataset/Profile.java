package dev.caravan.dataset;

import java.util.Locale;

/** What is made of a source's datasets. */
public enum Profile {
    /** An octree, which viewers read. */
    OCTREE,
    /** A compressed tar, which can be restored. */
    ARCHIVE;

    /** As settings and manifests have it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
