package dev.caravan.cli.remote;

/** How people name a dataset: by its key, or by the path of its source. */
final class DatasetName {

    private DatasetName() {}

    /** The member or parameter in which the service wants it. */
    static String field(String name) {
        return name.startsWith("/") ? "path" : "dataset";
    }
}
