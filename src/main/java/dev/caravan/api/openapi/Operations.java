package dev.caravan.api.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.caravan.api.Problem;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What each operation has in common, and what Camel writes otherwise than OpenAPI wants it. */
final class Operations {
    private static final String PROBLEM = "#/components/schemas/Problem";
    private static final List<String> EVERYWHERE = List.of("401", "403", "429", "503");

    private Operations() {}

    static void complete(ObjectNode document) {
        ObjectNode paths = (ObjectNode) document.get("paths");
        Map<String, JsonNode> inOrder = new TreeMap<>();
        paths.properties().forEach(path -> inOrder.put(path.getKey(), path.getValue()));
        paths.removeAll();
        paths.setAll(inOrder);
        paths.forEach(path -> path.properties()
                .forEach(operation -> operation((ObjectNode) operation.getValue(), operation.getKey())));
    }

    private static void operation(ObjectNode operation, String method) {
        operation.remove("x-camelContextId");
        operation.path("parameters").forEach(parameter -> parameter((ObjectNode) parameter));
        ObjectNode responses = operation.withObject("/responses");
        if (responses.remove("default") instanceof ObjectNode undescribed) {
            responses.set("200", undescribed.put("description", "OK"));
        }
        if (responses.path("200").path("description").asText().equals("OK") && hasAnotherSuccess(responses)) {
            responses.remove("200");
        }
        EVERYWHERE.forEach(status ->
                responses.withObject("/" + status).removeAll().put("$ref", "#/components/responses/" + status));
        responses.forEach(response -> response((ObjectNode) response));
        if (method.equals("post")) {
            idempotency(operation);
        }
    }

    private static boolean hasAnotherSuccess(ObjectNode responses) {
        return responses.properties().stream()
                .map(Map.Entry::getKey)
                .anyMatch(status -> status.startsWith("2") && !status.equals("200"));
    }

    /** Camel writes an array's words beside its items, and numbers as texts. */
    private static void parameter(ObjectNode parameter) {
        ObjectNode schema = (ObjectNode) parameter.get("schema");
        if (schema.path("type").asText().equals("array")) {
            parameter.put("style", "form").put("explode", true);
            JsonNode words = schema.remove("enum");
            if (words != null) {
                schema.withObject("/items").set("enum", words);
            }
        }
        JsonNode usual = schema.path("default");
        if (usual.isTextual() && schema.path("type").asText().equals("integer")) {
            schema.put("default", Long.parseLong(usual.asText()));
        }
        if (usual.isTextual() && schema.path("type").asText().equals("boolean")) {
            schema.put("default", Boolean.parseBoolean(usual.asText()));
        }
    }

    private static void response(ObjectNode response) {
        response.path("headers").forEach(header -> header.withObject("/schema").put("type", "string"));
        JsonNode content = response.path("content");
        boolean problem = content.properties().stream()
                .anyMatch(type -> type.getValue().at("/schema/$ref").asText().equals(PROBLEM));
        if (problem) {
            response.putObject("content")
                    .putObject(Problem.MEDIA_TYPE)
                    .putObject("schema")
                    .put("$ref", PROBLEM);
        }
    }

    private static void idempotency(ObjectNode operation) {
        ArrayNode parameters = operation.withArray("/parameters");
        boolean there = parameters
                .valueStream()
                .anyMatch(parameter -> parameter.path("name").asText().equals("Idempotency-Key"));
        if (!there) {
            parameters.addObject().put("$ref", "#/components/parameters/IdempotencyKey");
        }
        operation.withObject("/responses/422").put("$ref", "#/components/responses/422");
        operation.withObject("/responses/409").put("$ref", "#/components/responses/409");
        operation.withObject("/responses/409").retain("$ref");
    }
}
