package dev.caravan.dataset;

import java.util.Locale;

/** What one dataset of a source is made of. */
public enum Unit {
    /** Each file. */
    FILE,
    /** The files that lie directly in a directory. */
    DIRECTORY,
    /** The files that a manifest names. */
    MANIFEST;

    /** As settings and records have it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
