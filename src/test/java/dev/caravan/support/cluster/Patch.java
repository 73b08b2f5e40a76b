package dev.caravan.support.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.zjsonpatch.JsonPatch;
import java.io.IOException;

/**
 * Applies a patch of the type that a call names. A strategic merge patch is applied as a merge patch: where the two would differ, in lists
 * with merge keys, it is refused.
 */
final class Patch {
    private static final ObjectMapper JSON = new ObjectMapper();

    private Patch() {}

    static ObjectNode apply(String contentType, ObjectNode target, String text) throws IOException {
        JsonNode patch = JSON.readTree(text);
        return switch (contentType.replaceFirst(";.*", "").trim()) {
            case "application/json-patch+json" -> json(target, patch);
            case "application/merge-patch+json" -> merged(target, patch);
            case "application/strategic-merge-patch+json" -> merged(target, withoutLists(patch));
            case "application/apply-patch+yaml" -> merged(target, patch);
            default ->
                throw Refusal.of(
                        415,
                        "UnsupportedMediaType",
                        "the body of the request was in an unknown format - accepted media types include: application/json-patch+json,"
                                + " application/merge-patch+json, application/apply-patch+yaml");
        };
    }

    private static ObjectNode json(ObjectNode target, JsonNode patch) {
        try {
            return (ObjectNode) JsonPatch.apply(patch, target);
        } catch (RuntimeException e) {
            throw Refusal.of(
                    422,
                    "Invalid",
                    "the server rejected our request due to an error in our request: " + e.getMessage());
        }
    }

    private static ObjectNode merged(ObjectNode target, JsonNode patch) {
        ObjectNode result = target.deepCopy();
        patch.fields().forEachRemaining(member -> {
            JsonNode value = member.getValue();
            if (value.isNull()) {
                result.remove(member.getKey());
            } else if (value.isObject()) {
                ObjectNode old = result.path(member.getKey()).isObject()
                        ? (ObjectNode) result.get(member.getKey())
                        : JSON.createObjectNode();
                result.set(member.getKey(), merged(old, value));
            } else {
                result.set(member.getKey(), value);
            }
        });
        return result;
    }

    private static JsonNode withoutLists(JsonNode patch) {
        patch.fields().forEachRemaining(member -> {
            if (member.getValue().isArray() && !member.getValue().isEmpty()) {
                throw Refusal.bad("strategic merge of the list " + member.getKey() + " is not simulated");
            }
            withoutLists(member.getValue());
        });
        return patch;
    }
}
