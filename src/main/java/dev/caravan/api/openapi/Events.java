package dev.caravan.api.openapi;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** The stream of events, which is no route of Camel's, as an operation of the document. */
final class Events {

    private Events() {}

    static void describe(ObjectNode document) {
        ObjectNode operation =
                ((ObjectNode) document.get("paths")).putObject("/api/v1/events").putObject("get");
        operation.putArray("tags").add("events");
        operation.put("operationId", "streamEvents").put("summary", "What happens, as it happens.");
        operation.put(
                "description",
                "Server-sent events. Each has an id; a stream goes on behind the id in Last-Event-ID. The event `gap` says that"
                        + " some can no longer be told.");
        ArrayNode parameters = operation.putArray("parameters");
        parameter(parameters, "query", "job", "Of this job, or of a batch and its jobs.");
        parameter(parameters, "query", "user", "Of jobs for this user.");
        parameter(
                parameters, "query", "kinds", "Of these kinds, with commas between them: job, progress, scan, worker.");
        parameter(parameters, "query", "lastEventId", "As the header, for those who cannot send it.");
        parameter(parameters, "header", "Last-Event-ID", "Goes on behind this event.");
        ObjectNode response = operation.putObject("responses").putObject("200").put("description", "The events.");
        response.putObject("content")
                .putObject("text/event-stream")
                .putObject("schema")
                .put("type", "string");
        ObjectNode bad = operation.withObject("/responses/400").put("description", "A parameter is wrong.");
        bad.withObject("/content")
                .putObject("application/problem+json")
                .putObject("schema")
                .put("$ref", "#/components/schemas/Problem");
    }

    private static void parameter(ArrayNode parameters, String in, String name, String description) {
        parameters
                .addObject()
                .put("name", name)
                .put("in", in)
                .put("required", false)
                .put("description", description)
                .putObject("schema")
                .put("type", "string");
    }
}
