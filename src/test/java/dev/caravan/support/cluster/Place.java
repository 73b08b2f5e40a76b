package dev.caravan.support.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A node of a manifest with the pointer to it; what is not there is a missing node. The flaws of all places of a manifest are one list. */
record Place(String pointer, JsonNode node, List<Flaw> flaws) {

    static Place root(JsonNode manifest) {
        return new Place("", manifest, new ArrayList<>());
    }

    Place at(String... path) {
        Place place = this;
        for (String member : path) {
            String escaped = member.replace("~", "~0").replace("/", "~1");
            place = new Place(place.pointer + "/" + escaped, place.node.path(member), flaws);
        }
        return place;
    }

    /** @return the elements of an array, or the values of an object's members */
    Stream<Place> each() {
        if (node.isObject()) {
            List<String> names = new ArrayList<>();
            node.fieldNames().forEachRemaining(names::add);
            return names.stream().map(this::at);
        }
        return IntStream.range(0, node.size()).mapToObj(i -> new Place(pointer + "/" + i, node.get(i), flaws));
    }

    boolean exists() {
        return !node.isMissingNode() && !node.isNull();
    }

    String text() {
        return node.asText("");
    }

    /** @return the last part of the pointer: a member's name */
    String name() {
        return pointer.substring(pointer.lastIndexOf('/') + 1)
                .replace("~1", "/")
                .replace("~0", "~");
    }

    void flaw(String message) {
        flaws.add(new Flaw(pointer, message));
    }

    /** What exists has to be one of these. */
    void oneOf(String... allowed) {
        if (exists() && !List.of(allowed).contains(text())) {
            flaw("Unsupported value: \"" + text() + "\": supported values: " + String.join(", ", allowed));
        }
    }

    void atLeast(long least) {
        if (exists() && node.asLong() < least) {
            flaw("Invalid value: " + node.asLong() + ": must be greater than or equal to " + least);
        }
    }
}
