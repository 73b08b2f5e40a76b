package dev.caravan.zarr;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The nodes of a store.
 *
 * @param place what people call the store
 * @param format 2 or 3
 * @param consolidated whether all metadata was in one document
 * @param complete false when the store could neither be listed nor tells itself what is in it: only the root is known then
 * @param nodes by their paths
 */
public record ZarrTree(
        String place, int format, boolean consolidated, boolean complete, SortedMap<String, ZarrNode> nodes) {

    public ZarrTree {
        nodes = Collections.unmodifiableSortedMap(new TreeMap<>(nodes));
    }

    public Optional<ZarrNode> node(String path) {
        return Optional.ofNullable(nodes.get(path));
    }

    /** Paths of all groups that are known, the root among them, sorted. */
    public List<String> groups() {
        return nodes.values().stream()
                .filter(ZarrNode::isGroup)
                .map(ZarrNode::path)
                .toList();
    }

    /** Those of the arrays. */
    public List<ZarrNode> arrays() {
        return nodes.values().stream().filter(node -> !node.isGroup()).toList();
    }
}
