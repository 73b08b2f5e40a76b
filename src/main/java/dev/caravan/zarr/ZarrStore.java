package dev.caravan.zarr;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Where a Zarr hierarchy lies: documents by their keys, such as `measurements/.zgroup`. */
public interface ZarrStore {

    /**
     * A metadata document.
     *
     * @param key without a slash at its beginning
     * @return empty when there is none
     * @throws dev.caravan.converter.BadInputException it is larger than allowed, or lies outside of the store
     */
    Optional<byte[]> read(String key) throws IOException;

    /** Whether {@link #directories} has an answer. */
    boolean canList();

    /**
     * Names of what lies directly below a node, and may be a node itself.
     *
     * @param path of the node; '' for the root
     */
    List<String> directories(String path) throws IOException;

    /** What people call it: its path or address. */
    String place();
}
