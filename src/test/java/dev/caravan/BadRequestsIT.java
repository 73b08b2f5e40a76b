package dev.caravan;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.caravan.support.HttpApi;
import dev.caravan.support.Installation;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bad requests to each operation of the OpenAPI document: each is a problem that names the field, and never our own fault. */
class BadRequestsIT {
    @TempDir
    static Path directory;

    private static Installation installation;
    private static HttpApi api;
    private static final List<Operation> OPERATIONS = new ArrayList<>();

    private record Operation(String method, String path, JsonNode description) {
        private String at(String query) {
            return path.replaceFirst("^/api/v1", "").replaceAll("\\{[^}]*}", "x") + query;
        }

        /** What has to be there besides, or it would be what is named. */
        private ObjectNode leastBody(String member) {
            ObjectNode body = JsonNodeFactory.instance.objectNode();
            if (method.equals("PUT") && member.equals("reason")) {
                return body.put("state", "CANCELLED");
            }
            return path.equals("/api/v1/jobs")
                    ? body.put("type", "dataset_conversion")
                            .put("path", installation.source().resolve("a.las").toString())
                    : body;
        }

        /** What else has to be there, or it would be what is named. */
        private String requiredBeside(String name) {
            return queryParameters().stream()
                    .filter(parameter -> parameter.path("required").asBoolean())
                    .map(parameter -> parameter.path("name").asText())
                    .filter(other -> !other.equals(name))
                    .map(other -> "&" + other + "=" + installation.source().resolve("a.las"))
                    .collect(Collectors.joining());
        }

        private List<JsonNode> queryParameters() {
            return description
                    .path("parameters")
                    .valueStream()
                    .filter(parameter -> parameter.path("in").asText().equals("query"))
                    .toList();
        }
    }

    @BeforeAll
    static void start() throws IOException {
        installation = Installation.in(directory)
                .with("caravan.api.limits.requests-per-second", 100000)
                .with("caravan.api.limits.burst", 100000)
                .start();
        api = HttpApi.of(installation.service());
        for (Map.Entry<String, JsonNode> path :
                api.json("/openapi.json").path("paths").properties()) {
            path.getValue()
                    .properties()
                    .forEach(operation -> OPERATIONS.add(
                            new Operation(operation.getKey().toUpperCase(), path.getKey(), operation.getValue())));
        }
        assertThat(OPERATIONS).hasSizeGreaterThan(12);
    }

    @AfterAll
    static void stop() {
        installation.close();
    }

    @Test
    void anUnknownParameterIsRefusedByName() {
        for (Operation operation : OPERATIONS) {
            HttpResponse<String> answer =
                    api.send(operation.method(), operation.at("?misspelt=1"), hasBody(operation) ? "{}" : null);
            assertRefused(operation, "misspelt", answer);
        }
    }

    @Test
    void aParameterThatCannotBeMeantIsRefusedByName() {
        for (Operation operation : OPERATIONS) {
            for (JsonNode parameter : operation.queryParameters()) {
                String name = parameter.path("name").asText();
                for (String value : badValues(parameter.path("schema"))) {
                    HttpResponse<String> answer = api.send(
                            operation.method(),
                            operation.at("?" + name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8)
                                    + operation.requiredBeside(name)),
                            null);
                    assertRefused(operation, name, answer);
                }
            }
        }
    }

    @Test
    void controlCharactersAndTooMuchAreRefused() {
        for (Operation operation : OPERATIONS) {
            for (JsonNode parameter : operation.queryParameters()) {
                String name = parameter.path("name").asText();
                for (String value : List.of("%00", "a%0d%0aX-Injected:%201", "%ff", "x".repeat(10_000))) {
                    assertProblem(
                            operation + name,
                            api.send(operation.method(), operation.at("?" + name + "=" + value), null));
                }
            }
        }
    }

    @Test
    void aPlaceholderCannotLeadElsewhere() {
        for (Operation operation : OPERATIONS) {
            if (operation.path().contains("{id}")) {
                for (String id : List.of("..%2f..%2fetc", "%00", "a%20b", "x".repeat(65), "..;/x", "%2e%2e")) {
                    String path = operation.path().replaceFirst("^/api/v1", "").replaceAll("\\{[^}]*}", id);
                    assertProblem(operation + id, api.send(operation.method(), path, hasBody(operation) ? "{}" : null));
                }
            }
        }
    }

    @Test
    void aBodyThatIsNotUnderstoodIsRefused() {
        for (Operation operation : OPERATIONS) {
            if (hasBody(operation)) {
                for (String body : List.of(
                        "{",
                        "[]",
                        "null",
                        "1",
                        "\"x\"",
                        "{} {}",
                        "{\"misspelt\":1}",
                        "{\"reason\":\"a\",\"reason\":\"b\"}",
                        "[".repeat(1000),
                        "{\"reason\":" + "[".repeat(100) + "]".repeat(100) + "}",
                        "\u0000",
                        "{\"" + "x".repeat(100_000) + "\":1}")) {
                    assertProblem(operation + body, api.send(operation.method(), operation.at(""), body));
                }
                assertProblem(
                        operation + "text",
                        api.send(operation.method(), operation.at(""), "{}", "Content-Type", "text/plain"));
                assertProblem(
                        operation + "large",
                        api.send(operation.method(), operation.at(""), "{\"a\":\"" + "x".repeat(2_000_000) + "\"}"));
            }
        }
    }

    @Test
    void aMemberOfAnotherTypeIsRefusedByName() {
        JsonNode schemas = api.json("/openapi.json").at("/components/schemas");
        for (Operation operation : OPERATIONS) {
            String reference = operation
                    .description()
                    .at("/requestBody/content/application~1json/schema/$ref")
                    .asText();
            JsonNode schema = schemas.path(reference.substring(reference.lastIndexOf('/') + 1));
            schema.path("properties").properties().forEach(member -> {
                for (JsonNode value : wrong(member.getValue())) {
                    ObjectNode body = operation.leastBody(member.getKey()).set(member.getKey(), value);
                    // Half a surrogate pair has no bytes of its own: it can only be sent escaped.
                    String text = body.toString().replace("\ud800", "\\ud800");
                    HttpResponse<String> answer = api.send(operation.method(), operation.at(""), text);
                    // A job that is not there may be noticed before its body is read.
                    assertProblem(operation + body.toString(), answer);
                    if (answer.statusCode() == 400) {
                        assertThat(answer.body()).contains("\"" + member.getKey());
                    }
                }
            });
        }
    }

    private static List<JsonNode> wrong(JsonNode schema) {
        JsonNodeFactory json = JsonNodeFactory.instance;
        String type = schema.path("type").isArray()
                ? schema.at("/type/0").asText()
                : schema.path("type").asText();
        List<JsonNode> values = new ArrayList<>(
                List.of(json.objectNode().put("a", 1), json.arrayNode().add(json.arrayNode())));
        if (type.equals("string")) {
            values.add(json.numberNode(1));
            values.add(json.booleanNode(true));
            values.add(json.textNode("x".repeat(10_000)));
            values.add(json.textNode("a\u0000b"));
            values.add(json.textNode("\ud800"));
        } else {
            values.add(json.textNode("x"));
        }
        return values;
    }

    private static List<String> badValues(JsonNode schema) {
        if (schema.path("type").asText().equals("integer")) {
            return List.of("-1", "99999999999999999999", "x", "", "1.5", "0x10");
        }
        if (schema.path("format").asText().equals("date-time")) {
            return List.of("yesterday", "", "2026-13-01T00:00:00Z", "+999999999-01-01T00:00:00Z");
        }
        if (schema.has("enum") || schema.path("items").has("enum")) {
            return List.of("nonsense", "", "QUEUED,");
        }
        return List.of("");
    }

    private static boolean hasBody(Operation operation) {
        return operation.description().has("requestBody");
    }

    private static void assertRefused(Operation operation, String field, HttpResponse<String> answer) {
        assertProblem(operation.method() + " " + operation.path() + " " + field, answer);
        assertThat(answer.statusCode()).as("%s: %s", operation, answer.body()).isEqualTo(400);
        assertThat(HttpApi.tree(answer).at("/errors/0/field").asText())
                .as("%s: %s", answer.uri(), answer.body())
                .isEqualTo(field);
    }

    private static void assertProblem(String what, HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as("%s: %s", what, answer.body()).isBetween(400, 499);
        assertThat(answer.headers().firstValue("Content-Type").orElse(""))
                .as(what)
                .startsWith("application/problem+json");
        assertThat(answer.headers().map()).doesNotContainKey("X-Injected");
        assertThat(answer.body()).as(what).doesNotContain("Exception", "dev.caravan", "\\tat ", "jackson");
    }
}
