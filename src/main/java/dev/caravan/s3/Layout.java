package dev.caravan.s3;

/** Where below a target's prefix the objects of a dataset lie, and how one version replaces another. */
public enum Layout {
    /** `<prefix><key>/…`, replaced in place. */
    PLAIN,
    /** `<prefix><key>/<version>/…`, which never change, and a pointer `<prefix><key>/latest.json` that is switched last. */
    VERSIONED
}
