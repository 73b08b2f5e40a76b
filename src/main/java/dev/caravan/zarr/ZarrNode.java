package dev.caravan.zarr;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A group or an array.
 *
 * @param path absolute: `/measurements/r10m`; `/` for the root
 * @param metadata of Zarr 3 `zarr.json`, of Zarr 2 `.zgroup` or `.zarray`
 * @param attributes of the user; empty when there are none
 */
public record ZarrNode(String path, Kind kind, JsonNode metadata, JsonNode attributes) {

    /** What a node is. */
    public enum Kind {
        GROUP,
        ARRAY
    }

    public boolean isGroup() {
        return kind == Kind.GROUP;
    }
}
