package dev.caravan.zarr;

import com.fasterxml.jackson.databind.JsonNode;
import dev.caravan.converter.BadInputException;
import java.io.IOException;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;

/** Zarr 2: `.zgroup` or `.zarray`, beside it `.zattrs`; all of them once more in `.zmetadata` at the root. */
final class Version2 implements ZarrVersion {
    static final String GROUP = ".zgroup";
    static final String ARRAY = ".zarray";
    static final String ATTRIBUTES = ".zattrs";
    static final String CONSOLIDATED = ".zmetadata";

    @Override
    public int format() {
        return 2;
    }

    @Override
    public Optional<ZarrNode> node(ZarrStore store, String relative) throws IOException {
        Optional<ZarrNode> group = node(store, relative, GROUP, ZarrNode.Kind.GROUP);
        return group.isPresent() ? group : node(store, relative, ARRAY, ZarrNode.Kind.ARRAY);
    }

    @Override
    public Optional<NodeCollection> consolidated(ZarrStore store, Optional<ZarrNode> root, ZarrLimits limits)
            throws IOException {
        Optional<byte[]> document = store.read(CONSOLIDATED);
        if (document.isEmpty()) {
            return Optional.empty();
        }
        String place = ZarrVersion.place(store, CONSOLIDATED);
        JsonNode entries = ZarrJson.object(document.get(), place).path("metadata");
        if (!entries.isObject()) {
            throw new BadInputException(place + " has no object 'metadata'");
        }
        NodeCollection nodes = new NodeCollection(store.place(), limits);
        for (Iterator<Map.Entry<String, JsonNode>> each = entries.fields(); each.hasNext(); ) {
            Map.Entry<String, JsonNode> entry = each.next();
            String key = entry.getKey();
            if (is(key, GROUP)) {
                add(nodes, place, key, GROUP, ZarrNode.Kind.GROUP, entries);
            } else if (is(key, ARRAY)) {
                add(nodes, place, key, ARRAY, ZarrNode.Kind.ARRAY, entries);
            }
        }
        return Optional.of(nodes);
    }

    private static Optional<ZarrNode> node(ZarrStore store, String relative, String document, ZarrNode.Kind kind)
            throws IOException {
        String key = ZarrVersion.key(relative, document);
        Optional<byte[]> found = store.read(key);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        String place = ZarrVersion.place(store, key);
        JsonNode metadata = ZarrJson.object(found.get(), place);
        requireFormat(metadata, place);
        return Optional.of(new ZarrNode("/" + relative, kind, metadata, attributes(store, relative)));
    }

    private static JsonNode attributes(ZarrStore store, String relative) throws IOException {
        String key = ZarrVersion.key(relative, ATTRIBUTES);
        Optional<byte[]> found = store.read(key);
        return found.isEmpty() ? ZarrJson.empty() : ZarrJson.object(found.get(), ZarrVersion.place(store, key));
    }

    private static void add(
            NodeCollection nodes, String place, String key, String document, ZarrNode.Kind kind, JsonNode entries) {
        JsonNode metadata = entries.path(key);
        requireFormat(metadata, place + ", '" + key + "'");
        String relative = key.equals(document) ? "" : key.substring(0, key.length() - document.length() - 1);
        JsonNode attributes = entries.path(ZarrVersion.key(relative, ATTRIBUTES));
        nodes.add(relative, kind, metadata, attributes.isObject() ? attributes : ZarrJson.empty());
    }

    private static boolean is(String key, String document) {
        return key.equals(document) || key.endsWith("/" + document);
    }

    private static void requireFormat(JsonNode metadata, String place) {
        if (ZarrVersion.said(metadata) != 2) {
            throw new BadInputException(
                    place + " has the zarr_format " + metadata.path("zarr_format") + ", expected is 2");
        }
    }
}
