package dev.caravan.support.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.concurrent.atomic.AtomicLong;

/** Writes events about objects, as controllers do. */
final class ClusterEvents {
    private final ClusterStore store;
    private final AtomicLong count = new AtomicLong();

    ClusterEvents(ClusterStore store) {
        this.store = store;
    }

    /** @param type Normal or Warning */
    void about(JsonNode object, String component, String type, String reason, String message) {
        String namespace = object.at("/metadata/namespace").asText();
        String name = object.at("/metadata/name").asText();
        ObjectNode event =
                JsonNodeFactory.instance.objectNode().put("apiVersion", "v1").put("kind", "Event");
        event.putObject("metadata")
                .put("name", name + "." + Long.toHexString(count.incrementAndGet()))
                .put("namespace", namespace);
        event.putObject("involvedObject")
                .put("kind", object.path("kind").asText())
                .put("apiVersion", object.path("apiVersion").asText())
                .put("namespace", namespace)
                .put("name", name)
                .put("uid", object.at("/metadata/uid").asText());
        event.put("type", type).put("reason", reason).put("message", message).put("count", 1);
        event.put("firstTimestamp", ClusterStore.now()).put("lastTimestamp", ClusterStore.now());
        event.putObject("source").put("component", component);
        event.put("reportingComponent", component).put("reportingInstance", "");
        store.create(ObjectKey.of("events", event), event);
    }
}
