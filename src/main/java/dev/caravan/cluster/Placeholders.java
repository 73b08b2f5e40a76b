package dev.caravan.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Puts values into a manifest's texts. It works on the tree that YAML has been read into, so no value can change the structure: a file
 * that is called `a: b` stays a text. A text that is nothing but a placeholder becomes the value: a number stays a number, a list's items
 * become items of the list around it, and where the value is empty the whole field is left out, as is a list's item of which nothing is left, or nothing but empty objects.
 *
 * @param values by name: texts, numbers, and lists of texts
 */
record Placeholders(Map<String, ?> values) {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([A-Za-z0-9.-]+)}");
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    /** All names of placeholders in a tree. */
    static Collection<String> names(JsonNode tree) {
        Collection<String> names = new TreeSet<>();
        collect(tree, names);
        return names;
    }

    private static void collect(JsonNode node, Collection<String> names) {
        if (node.isTextual()) {
            PLACEHOLDER.matcher(node.textValue()).results().forEach(found -> names.add(found.group(1)));
        }
        node.forEach(child -> collect(child, names));
    }

    ObjectNode in(ObjectNode tree) {
        ObjectNode filled = JSON.objectNode();
        tree.properties().forEach(field -> {
            JsonNode value = in(field.getValue());
            if (value != null) {
                filled.set(field.getKey(), value);
            }
        });
        return filled;
    }

    /** Null for what is to be left out. */
    private @Nullable JsonNode in(JsonNode node) {
        if (node instanceof ObjectNode object) {
            return in(object);
        }
        if (node instanceof ArrayNode array) {
            return in(array);
        }
        return node.isTextual() ? in(node.textValue()) : node;
    }

    private ArrayNode in(ArrayNode array) {
        ArrayNode filled = JSON.arrayNode();
        for (JsonNode item : array) {
            JsonNode value = in(item);
            if (value instanceof ArrayNode items && item.isTextual()) {
                filled.addAll(items);
            } else if (value != null && (!isNothing(value) || isNothing(item))) {
                filled.add(value);
            }
        }
        return filled;
    }

    /** An object without any value, however deep. */
    private static boolean isNothing(JsonNode node) {
        return node instanceof ObjectNode object
                && object.properties().stream().allMatch(field -> isNothing(field.getValue()));
    }

    private @Nullable JsonNode in(String text) {
        Matcher whole = PLACEHOLDER.matcher(text);
        return whole.matches()
                ? node(value(whole.group(1)))
                : JSON.textNode(PLACEHOLDER
                        .matcher(text)
                        .replaceAll(found ->
                                Matcher.quoteReplacement(value(found.group(1)).toString())));
    }

    private static @Nullable JsonNode node(Object value) {
        if (value instanceof Number number) {
            return JSON.numberNode(number.longValue());
        }
        if (value instanceof Collection<?> items) {
            ArrayNode array = JSON.arrayNode();
            items.forEach(item -> array.add(item.toString()));
            return array;
        }
        return value.toString().isEmpty() ? null : JSON.textNode(value.toString());
    }

    private Object value(String name) {
        Object value = values.get(name);
        if (value == null) {
            throw new IllegalArgumentException("there is no placeholder '" + name + "'");
        }
        return value;
    }
}
