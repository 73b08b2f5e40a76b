package dev.caravan.api.openapi;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Says of each record which of its members may be null, as its components are annotated. In answers all members are there; in the body
 * of a request those that may be null may be left out as well.
 */
final class Schemas {
    private static final String CLASS = "x-className";

    private Schemas() {}

    static void complete(ObjectNode document) {
        ObjectNode schemas = document.withObject("/components/schemas");
        Map<String, JsonNode> inOrder = new TreeMap<>();
        schemas.properties().forEach(schema -> inOrder.put(schema.getKey(), schema.getValue()));
        schemas.removeAll();
        schemas.setAll(inOrder);
        Set<String> sent = sent(document);
        inOrder.forEach((name, schema) -> complete((ObjectNode) schema, sent.contains(name)));
        Optional.ofNullable((ObjectNode) schemas.get("Problem")).ifPresent(Schemas::problem);
    }

    /** The schemas of bodies that callers send. */
    private static Set<String> sent(ObjectNode document) {
        Set<String> names = new HashSet<>();
        document.get("paths")
                .forEach(path -> path.forEach(operation -> operation
                        .path("requestBody")
                        .findValuesAsText("$ref")
                        .forEach(reference -> names.add(reference.substring(reference.lastIndexOf('/') + 1)))));
        return names;
    }

    private static void complete(ObjectNode schema, boolean sent) {
        JsonNode name = schema.remove(CLASS);
        if (name == null) {
            return;
        }
        Class<?> type = type(name.path("format").asText());
        if (type == null || !type.isRecord()) {
            return;
        }
        if (sent) {
            schema.put("additionalProperties", false);
        }
        ArrayNode required = schema.putArray("required");
        describe(schema, type, sent, required);
        if (required.isEmpty()) {
            schema.remove("required");
        }
    }

    /** The members of an unwrapped record are those of the record around it. */
    private static void describe(ObjectNode schema, Class<?> type, boolean sent, ArrayNode required) {
        for (RecordComponent component : type.getRecordComponents()) {
            if (component.getAccessor().isAnnotationPresent(JsonUnwrapped.class)) {
                describe(schema, component.getType(), sent, required);
                continue;
            }
            String member = member(component);
            boolean nullable = component.getAnnotatedType().isAnnotationPresent(Nullable.class);
            if (!sent || !nullable) {
                required.add(member);
            }
            if (nullable) {
                allowNull(schema.withObject("/properties"), member);
            }
        }
    }

    private static @Nullable Class<?> type(String name) {
        try {
            return Class.forName(name);
        } catch (ClassNotFoundException e) {
            return null;
        }
    }

    private static String member(RecordComponent component) {
        return Optional.ofNullable(
                        component.getAccessor().getAnnotation(com.fasterxml.jackson.annotation.JsonProperty.class))
                .map(com.fasterxml.jackson.annotation.JsonProperty::value)
                .orElseGet(() -> isSnakeCase(component.getDeclaringRecord())
                        ? new SnakeCaseStrategy().translate(component.getName())
                        : component.getName());
    }

    private static boolean isSnakeCase(Class<?> type) {
        JsonNaming naming = type.getAnnotation(JsonNaming.class);
        return naming != null && naming.value() == SnakeCaseStrategy.class;
    }

    private static void allowNull(ObjectNode properties, String member) {
        if (!(properties.get(member) instanceof ObjectNode schema)) {
            return;
        }
        JsonNode type = schema.path("type");
        if (type.isTextual()) {
            schema.putArray("type").add(type.asText()).add("null");
            if (schema.path("enum") instanceof ArrayNode words) {
                words.addNull();
            }
        } else if (schema.has("$ref")) {
            JsonNode reference = schema.remove("$ref");
            ArrayNode either = schema.putArray("oneOf");
            either.addObject().set("$ref", reference);
            either.addObject().put("type", "null");
        }
    }

    /** Its members are left out rather than null. */
    private static void problem(ObjectNode problem) {
        ArrayNode required = problem.putArray("required");
        Arrays.asList("type", "title", "status", "detail").forEach(required::add);
        problem.put("description", "An error as RFC 9457 wants it.");
        problem.withObject("/properties/instance").put("type", "string");
    }
}
