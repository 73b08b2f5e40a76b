package dev.caravan.zarr;

import dev.caravan.converter.BadInputException;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** Finds out what is in a store: by its consolidated metadata, or by looking at all of it. */
public final class ZarrGroups {
    private static final List<ZarrVersion> VERSIONS = List.of(new Version3(), new Version2());

    private final ZarrLimits limits;

    public ZarrGroups(ZarrLimits limits) {
        this.limits = limits;
    }

    /**
     * All nodes, or just the root when nobody can tell the others.
     *
     * @throws BadInputException it is no Zarr store, or its metadata is malformed or larger than allowed
     */
    public ZarrTree list(ZarrStore store) throws IOException {
        for (ZarrVersion version : VERSIONS) {
            Optional<ZarrNode> root = version.node(store, "");
            Optional<NodeCollection> consolidated = version.consolidated(store, root, limits);
            if (consolidated.isPresent()) {
                return tree(store, version, consolidated.get(), true, true);
            }
            if (root.isPresent()) {
                return looked(store, version, root.get());
            }
        }
        throw new BadInputException(store.place() + " is no Zarr store: it has none of " + Version3.DOCUMENT + ", "
                + Version2.CONSOLIDATED + ", " + Version2.GROUP + " and " + Version2.ARRAY);
    }

    /**
     * One node, by documents of its own: what is consolidated does not count.
     *
     * @param format 2 or 3
     * @param path absolute
     */
    public Optional<ZarrNode> find(ZarrStore store, int format, String path) throws IOException {
        return version(format).node(store, path.substring(1));
    }

    /**
     * All nodes by documents of their own: what is consolidated does not count.
     *
     * @param format 2 or 3
     * @throws BadInputException the root has no such document, or the store cannot be listed
     */
    public ZarrTree walk(ZarrStore store, int format) throws IOException {
        ZarrNode root = find(store, format, "/")
                .orElseThrow(() ->
                        new BadInputException(store.place() + " has no metadata of its root but what is consolidated"));
        return looked(store, version(format), root);
    }

    private ZarrTree looked(ZarrStore store, ZarrVersion version, ZarrNode root) throws IOException {
        NodeCollection nodes = new NodeCollection(store.place(), limits);
        keep(nodes, root);
        if (!store.canList()) {
            return tree(store, version, nodes, false, !root.isGroup());
        }
        Deque<ZarrNode> groups = new ArrayDeque<>();
        groups.add(root);
        while (!groups.isEmpty()) {
            ZarrNode node = groups.remove();
            if (node.isGroup()) {
                children(store, version, node.path().substring(1), nodes, groups);
            }
        }
        return tree(store, version, nodes, false, true);
    }

    private static ZarrVersion version(int format) {
        return VERSIONS.stream()
                .filter(version -> version.format() == format)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("Zarr " + format + " is not known; 2 and 3 are"));
    }

    private static void children(
            ZarrStore store, ZarrVersion version, String parent, NodeCollection nodes, Deque<ZarrNode> groups)
            throws IOException {
        for (String name : store.directories(parent)) {
            Optional<ZarrNode> child = version.node(store, ZarrVersion.key(parent, name));
            if (child.isPresent()) {
                keep(nodes, child.get());
                groups.add(child.get());
            }
        }
    }

    private static void keep(NodeCollection nodes, ZarrNode node) {
        nodes.add(node.path().substring(1), node.kind(), node.metadata(), node.attributes());
    }

    private static ZarrTree tree(
            ZarrStore store, ZarrVersion version, NodeCollection nodes, boolean consolidated, boolean complete) {
        return new ZarrTree(store.place(), version.format(), consolidated, complete, nodes.nodes());
    }
}
