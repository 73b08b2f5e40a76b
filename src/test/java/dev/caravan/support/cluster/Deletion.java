package dev.caravan.support.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Deletes objects as the API server does: held by finalizers, pods also by their time to terminate. */
final class Deletion {
    private final ClusterStore store;

    Deletion(ClusterStore store) {
        this.store = store;
    }

    /**
     * @param options DeleteOptions, or an empty object
     * @return the object as it is now, or as it was last
     */
    ObjectNode delete(ObjectKey key, JsonNode options) {
        ObjectNode object = store.get(key).orElseThrow(() -> Refusal.notFound(key.type(), key.name()));
        precondition(key, object, options, "uid");
        precondition(key, object, options, "resourceVersion");
        ObjectNode metadata = object.withObject("/metadata");
        if (!metadata.has("deletionTimestamp")) {
            long grace = grace(key, object, options);
            metadata.put(
                    "deletionTimestamp",
                    Instant.now()
                            .plusSeconds(grace)
                            .truncatedTo(ChronoUnit.SECONDS)
                            .toString());
            metadata.put("deletionGracePeriodSeconds", grace);
            finalizer(key, metadata, options.path("propagationPolicy").asText(""));
        } else if (options.path("gracePeriodSeconds").asLong(1) == 0) {
            metadata.put("deletionGracePeriodSeconds", 0);
        }
        return store.update(key, object);
    }

    private static void precondition(ObjectKey key, ObjectNode object, JsonNode options, String member) {
        JsonNode asked = options.at("/preconditions/" + member);
        JsonNode found = object.at("/metadata/" + member);
        if (asked.isTextual() && !asked.equals(found)) {
            throw Refusal.conflict(
                    key,
                    "Precondition failed: " + member + " in precondition: " + asked.asText() + ", " + member
                            + " in object meta: " + found.asText());
        }
    }

    private static long grace(ObjectKey key, ObjectNode object, JsonNode options) {
        boolean runs = object.at("/status/phase").asText().equals("Running");
        if (!key.type().equals("pods") || !runs) {
            return 0;
        }
        return options.path("gracePeriodSeconds")
                .asLong(object.at("/spec/terminationGracePeriodSeconds").asLong(30));
    }

    /** A Job that is deleted without a word on its pods leaves them behind: so batch/v1 has it for the sake of older clients. */
    private static void finalizer(ObjectKey key, ObjectNode metadata, String policy) {
        ArrayNode finalizers = metadata.withArray("finalizers");
        boolean job = key.type().equals("jobs.batch");
        if (policy.equals("Foreground")) {
            finalizers.add("foregroundDeletion");
        } else if (policy.equals("Orphan") || job && policy.isEmpty()) {
            finalizers.add("orphan");
        }
        if (finalizers.isEmpty()) {
            metadata.remove("finalizers");
        }
    }

    /** Takes a finalizer away; what was held by it only goes. */
    void release(ObjectKey key, String finalizer) {
        store.get(key).ifPresent(object -> {
            ArrayNode finalizers = object.withObject("/metadata").withArray("finalizers");
            for (int i = finalizers.size() - 1; i >= 0; i--) {
                if (finalizers.get(i).asText().equals(finalizer)) {
                    finalizers.remove(i);
                }
            }
            if (finalizers.isEmpty()) {
                object.withObject("/metadata").remove("finalizers");
            }
            store.update(key, object);
        });
    }
}
