package dev.caravan.support.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;

/** Conditions of Jobs and pods, and the counters of a Job's status. */
final class JobConditions {
    private JobConditions() {}

    static boolean has(JsonNode object, String type) {
        return find(object, type)
                .filter(condition -> condition.path("status").asText().equals("True"))
                .isPresent();
    }

    /** @return the condition that says how a Job will end, once that is certain */
    static Optional<JsonNode> target(JsonNode job) {
        return find(job, "FailureTarget").or(() -> find(job, "SuccessCriteriaMet"));
    }

    static void set(ObjectNode object, String type, String status, String reason, String message) {
        ArrayNode conditions = object.withObject("/status").withArray("conditions");
        ObjectNode condition = (ObjectNode) find(object, type).orElseGet(conditions::addObject);
        condition.put("type", type).put("status", status).put("lastTransitionTime", ClusterStore.now());
        if (object.path("kind").asText().equals("Job")) {
            condition.put("lastProbeTime", ClusterStore.now());
        }
        if (!reason.isEmpty()) {
            condition.put("reason", reason).put("message", message);
        }
    }

    private static Optional<JsonNode> find(JsonNode object, String type) {
        for (JsonNode condition : object.at("/status/conditions")) {
            if (condition.path("type").asText().equals(type)) {
                return Optional.of(condition);
            }
        }
        return Optional.empty();
    }

    static boolean isEnded(JsonNode pod) {
        return List.of("Succeeded", "Failed").contains(pod.at("/status/phase").asText());
    }

    static boolean isActive(JsonNode pod) {
        return !isEnded(pod) && !pod.at("/metadata").has("deletionTimestamp");
    }

    static ObjectNode counted(ObjectNode job, List<ObjectNode> pods) {
        ObjectNode status = job.withObject("/status");
        counter(status, "active", pods.stream().filter(JobConditions::isActive).count());
        status.put("ready", (int)
                pods.stream().filter(pod -> isActive(pod) && has(pod, "Ready")).count());
        status.put("terminating", (int) pods.stream()
                .filter(pod -> !isEnded(pod) && pod.at("/metadata").has("deletionTimestamp"))
                .count());
        status.withObject("/uncountedTerminatedPods");
        return job;
    }

    private static void counter(ObjectNode status, String name, long value) {
        if (value == 0) {
            status.remove(name);
        } else {
            status.put(name, (int) value);
        }
    }
}
