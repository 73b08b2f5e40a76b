package dev.caravan.zarr;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.Optional;

/** How a version of the specification lays metadata down. */
interface ZarrVersion {

    /** 2 or 3. */
    int format();

    /**
     * The node of this path, by documents of its own.
     *
     * @param relative without a slash at its beginning; '' for the root
     * @return empty when there is none
     */
    Optional<ZarrNode> node(ZarrStore store, String relative) throws IOException;

    /**
     * All nodes, when one document at the root tells of them.
     *
     * @param root the node of the root; empty when it has no document of its own
     */
    Optional<NodeCollection> consolidated(ZarrStore store, Optional<ZarrNode> root, ZarrLimits limits)
            throws IOException;

    static String key(String relative, String document) {
        return relative.isEmpty() ? document : relative + "/" + document;
    }

    static String place(ZarrStore store, String key) {
        return store.place() + "/" + key;
    }

    /** The version that a document says, or -1. */
    static int said(JsonNode metadata) {
        return metadata.path("zarr_format").asInt(-1);
    }
}
