package dev.caravan.support.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Comparator;

/**
 * Where an object is in the store.
 *
 * @param type resource and group, such as {@code jobs.batch}
 * @param namespace empty for what is in none
 */
record ObjectKey(String type, String namespace, String name) implements Comparable<ObjectKey> {
    private static final Comparator<ObjectKey> ORDER = Comparator.comparing(ObjectKey::type)
            .thenComparing(ObjectKey::namespace)
            .thenComparing(ObjectKey::name);

    static ObjectKey of(String type, JsonNode object) {
        return new ObjectKey(
                type,
                object.at("/metadata/namespace").asText(""),
                object.at("/metadata/name").asText());
    }

    static ObjectKey job(String namespace, String name) {
        return new ObjectKey("jobs.batch", namespace, name);
    }

    static ObjectKey pod(String namespace, String name) {
        return new ObjectKey("pods", namespace, name);
    }

    @Override
    public int compareTo(ObjectKey other) {
        return ORDER.compare(this, other);
    }
}
