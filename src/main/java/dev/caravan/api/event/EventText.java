package dev.caravan.api.event;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.caravan.api.ApiJson;
import dev.caravan.job.JobEvent;
import dev.caravan.job.Progress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Events as they are sent (https://html.spec.whatwg.org/multipage/server-sent-events.html). */
final class EventText {
    private static final Set<String> NUMBERS = Set.of("attempt");

    private EventText() {}

    static byte[] of(JobEvent event) {
        return bytes("id: " + event.id() + "\nevent: " + event.kind() + "\ndata: " + json(event) + "\n\n");
    }

    /** Some events cannot be told any more. */
    static byte[] gap(String reason) {
        return bytes("event: gap\ndata: {\"reason\":\"" + reason + "\"}\n\n");
    }

    static byte[] comment(String text) {
        return bytes(": " + text + "\n\n");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String json(JobEvent event) {
        ObjectNode data = ApiJson.writer().createObjectNode();
        for (Map.Entry<String, String> field : new TreeMap<>(event.fields()).entrySet()) {
            data.set(field.getKey(), value(field.getKey(), field.getValue()));
        }
        return data.toString();
    }

    private static JsonNode value(String name, String text) {
        try {
            if (name.equals("progress")) {
                return ApiJson.writer().valueToTree(ApiJson.writer().readValue(text, Progress.class));
            }
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an event's field '" + name + "' is malformed", e);
        }
        return NUMBERS.contains(name)
                ? ApiJson.writer().getNodeFactory().numberNode(Long.parseLong(text))
                : ApiJson.writer().getNodeFactory().textNode(text);
    }
}
