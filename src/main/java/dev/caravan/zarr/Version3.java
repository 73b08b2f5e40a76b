package dev.caravan.zarr;

import com.fasterxml.jackson.databind.JsonNode;
import dev.caravan.converter.BadInputException;
import java.io.IOException;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;

/** Zarr 3: `zarr.json` in each node; that of the root may hold those of all others, in `consolidated_metadata`. */
final class Version3 implements ZarrVersion {
    static final String DOCUMENT = "zarr.json";

    private static final String CONSOLIDATED = "consolidated_metadata";

    @Override
    public int format() {
        return 3;
    }

    @Override
    public Optional<ZarrNode> node(ZarrStore store, String relative) throws IOException {
        String key = ZarrVersion.key(relative, DOCUMENT);
        Optional<byte[]> found = store.read(key);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        String place = ZarrVersion.place(store, key);
        JsonNode metadata = ZarrJson.object(found.get(), place);
        return Optional.of(new ZarrNode("/" + relative, kind(metadata, place), metadata, attributes(metadata)));
    }

    @Override
    public Optional<NodeCollection> consolidated(ZarrStore store, Optional<ZarrNode> root, ZarrLimits limits) {
        JsonNode consolidated =
                root.map(node -> node.metadata().path(CONSOLIDATED)).orElse(null);
        // Written by some as null where nothing is consolidated.
        if (root.isEmpty() || consolidated == null || !consolidated.isObject()) {
            return Optional.empty();
        }
        String place = ZarrVersion.place(store, DOCUMENT);
        requireInline(consolidated, place);
        NodeCollection nodes = new NodeCollection(store.place(), limits);
        nodes.add("", root.get().kind(), root.get().metadata(), root.get().attributes());
        add(nodes, "", consolidated, place, limits.depth());
        return Optional.of(nodes);
    }

    /** Writers put all nodes flat at the root, or each group's children at the group. */
    private static void add(NodeCollection nodes, String parent, JsonNode consolidated, String place, int depth) {
        if (depth < 0) {
            throw new BadInputException(place + " has consolidated metadata within each other, deeper than is allowed");
        }
        for (Iterator<Map.Entry<String, JsonNode>> each =
                        consolidated.path("metadata").fields();
                each.hasNext(); ) {
            Map.Entry<String, JsonNode> entry = each.next();
            JsonNode metadata = entry.getValue();
            String relative = ZarrVersion.key(parent, entry.getKey());
            nodes.add(relative, kind(metadata, place + ", '" + entry.getKey() + "'"), metadata, attributes(metadata));
            if (metadata.path(CONSOLIDATED).isObject()) {
                add(nodes, relative, metadata.path(CONSOLIDATED), place, depth - 1);
            }
        }
    }

    private static void requireInline(JsonNode consolidated, String place) {
        String kind = consolidated.path("kind").asText();
        if (!kind.equals("inline") || !consolidated.path("metadata").isObject()) {
            throw new BadInputException(place + " has consolidated metadata of the kind '" + kind
                    + "' that cannot be read; expected is 'inline', with an object 'metadata'");
        }
    }

    private static ZarrNode.Kind kind(JsonNode metadata, String place) {
        if (ZarrVersion.said(metadata) != 3) {
            throw new BadInputException(
                    place + " has the zarr_format " + metadata.path("zarr_format") + ", expected is 3");
        }
        return switch (metadata.path("node_type").asText()) {
            case "group" -> ZarrNode.Kind.GROUP;
            case "array" -> ZarrNode.Kind.ARRAY;
            default ->
                throw new BadInputException(place + " has the node_type " + metadata.path("node_type")
                        + ", expected is \"group\" or \"array\"");
        };
    }

    private static JsonNode attributes(JsonNode metadata) {
        JsonNode attributes = metadata.path("attributes");
        return attributes.isObject() ? attributes : ZarrJson.empty();
    }
}
