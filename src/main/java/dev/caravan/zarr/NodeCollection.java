package dev.caravan.zarr;

import com.fasterxml.jackson.databind.JsonNode;
import dev.caravan.converter.BadInputException;
import java.util.SortedMap;
import java.util.TreeMap;

/** Nodes as they are found, within limits. */
final class NodeCollection {
    private final String place;
    private final ZarrLimits limits;
    private final SortedMap<String, ZarrNode> nodes = new TreeMap<>();

    /** @param place what people call the store */
    NodeCollection(String place, ZarrLimits limits) {
        this.place = place;
        this.limits = limits;
    }

    /**
     * Keeps a node.
     *
     * @param relative its path without the slash at the beginning; '' for the root
     * @throws BadInputException there are too many, or its path is none
     */
    void add(String relative, ZarrNode.Kind kind, JsonNode metadata, JsonNode attributes) {
        requirePath(relative);
        String path = "/" + relative;
        nodes.put(path, new ZarrNode(path, kind, metadata, attributes));
        if (nodes.size() > limits.nodes()) {
            throw new BadInputException(
                    place + " has more than " + limits.nodes() + " groups and arrays, the most that are looked at");
        }
    }

    SortedMap<String, ZarrNode> nodes() {
        return nodes;
    }

    private void requirePath(String relative) {
        if (relative.isEmpty()) {
            return;
        }
        String[] names = relative.split("/", -1);
        if (names.length > limits.depth()) {
            throw new BadInputException(place + " has a node of " + names.length + " names, '" + shortened(relative)
                    + "'; at most " + limits.depth() + " are allowed");
        }
        for (String name : names) {
            if (name.isEmpty()
                    || name.equals(".")
                    || name.equals("..")
                    || name.chars().anyMatch(Character::isISOControl)) {
                throw new BadInputException(
                        place + " names a node '" + shortened(relative) + "', which is no path of a node");
            }
        }
    }

    private static String shortened(String text) {
        String plain = text.replaceAll("\\p{Cntrl}", "\uFFFD");
        return plain.length() <= 200 ? plain : plain.substring(0, 200) + "…";
    }
}
