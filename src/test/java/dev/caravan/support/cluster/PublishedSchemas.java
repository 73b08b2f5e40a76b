package dev.caravan.support.cluster;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;

/**
 * Makes {@code kubernetes/schemas.json.gz} of the classes of the official Java client, which its authors generate from the OpenAPI
 * document of a Kubernetes release: names, types, which fields are required. The README beside that file says how to call it.
 */
public final class PublishedSchemas {
    private static final String MODELS = "io.kubernetes.client.openapi.models.";
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final ClassLoader client;
    private final Map<String, ObjectNode> definitions = new TreeMap<>();
    private final Deque<Class<?>> open = new ArrayDeque<>();

    private PublishedSchemas(ClassLoader client) {
        this.client = client;
    }

    /** @param arguments the file to write, then the jars: client-java-api and gson */
    public static void main(String[] arguments) throws IOException, ReflectiveOperationException {
        URL[] jars = Stream.of(arguments).skip(1).map(PublishedSchemas::url).toArray(URL[]::new);
        try (URLClassLoader client = new URLClassLoader(jars);
                OutputStream file = new GZIPOutputStream(Files.newOutputStream(Path.of(arguments[0])))) {
            new ObjectMapper()
                    .configure(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS, true)
                    .writeValue(file, new PublishedSchemas(client).definitions(KubernetesKinds.models()));
        }
    }

    private static URL url(String jar) {
        try {
            return Path.of(jar).toUri().toURL();
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException(jar, e);
        }
    }

    private Map<String, ObjectNode> definitions(List<String> roots) throws ReflectiveOperationException {
        for (String root : roots) {
            reference(client.loadClass(MODELS + root));
        }
        while (!open.isEmpty()) {
            Class<?> model = open.remove();
            definitions.put(model.getSimpleName(), object(model));
        }
        return definitions;
    }

    private ObjectNode object(Class<?> model) throws ReflectiveOperationException {
        ObjectNode properties = JSON.objectNode();
        for (Field field : model.getDeclaredFields()) {
            if (!Modifier.isStatic(field.getModifiers())) {
                properties.set(name(field), schema(field.getGenericType()));
            }
        }
        ObjectNode schema = JSON.objectNode().put("type", "object").put("additionalProperties", false);
        schema.set("properties", properties);
        new TreeSet<>((java.util.Set<?>) model.getField("openapiRequiredFields").get(null))
                .forEach(required -> schema.withArray("required").add(required.toString()));
        return schema;
    }

    private static String name(Field field) throws ReflectiveOperationException {
        Annotation serialized = Arrays.stream(field.getAnnotations())
                .filter(annotation ->
                        annotation.annotationType().getSimpleName().equals("SerializedName"))
                .findFirst()
                .orElseThrow(() -> new NoSuchFieldException(field + " has no name in JSON"));
        return (String) serialized.annotationType().getMethod("value").invoke(serialized);
    }

    private ObjectNode schema(Type type) {
        if (type instanceof ParameterizedType generic && generic.getRawType() == List.class) {
            return with("array", "items", generic.getActualTypeArguments()[0]);
        }
        if (type instanceof ParameterizedType generic && generic.getRawType() == Map.class) {
            return with("object", "additionalProperties", generic.getActualTypeArguments()[1]);
        }
        return plain((Class<?>) type);
    }

    private ObjectNode with(String type, String member, Type element) {
        ObjectNode schema = JSON.objectNode().put("type", type);
        schema.set(member, schema(element));
        return schema;
    }

    private ObjectNode plain(Class<?> type) {
        return switch (type.getSimpleName()) {
            case "String" -> JSON.objectNode().put("type", "string");
            case "Boolean" -> JSON.objectNode().put("type", "boolean");
            case "Double" -> JSON.objectNode().put("type", "number");
            case "Integer" -> integer().put("minimum", Integer.MIN_VALUE).put("maximum", Integer.MAX_VALUE);
            case "Long" -> integer();
            case "byte[]" -> text("^[A-Za-z0-9+/]*={0,2}$");
            case "OffsetDateTime" -> text("^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?(Z|[+-]\\d\\d:\\d\\d)$");
            case "Quantity" -> numberOr(text("^[+-]?(\\d+\\.?\\d*|\\.\\d+)([KMGTPE]i|[numkMGTPE]|[eE][+-]?\\d+)?$"));
            case "IntOrString" -> numberOr(JSON.objectNode().put("type", "string"));
            case "Object" -> JSON.objectNode();
            default -> reference(type);
        };
    }

    private static ObjectNode integer() {
        return JSON.objectNode().put("type", "integer");
    }

    private static ObjectNode text(String pattern) {
        return JSON.objectNode().put("type", "string").put("pattern", pattern);
    }

    private static ObjectNode numberOr(ObjectNode schema) {
        ObjectNode either = JSON.objectNode();
        either.withArray("anyOf").add(JSON.objectNode().put("type", "number")).add(schema);
        return either;
    }

    private ObjectNode reference(Class<?> model) {
        if (!model.getName().startsWith(MODELS)) {
            throw new IllegalArgumentException(model + " is no model; say here what it is in JSON");
        }
        if (!definitions.containsKey(model.getSimpleName()) && !open.contains(model)) {
            open.add(model);
        }
        return JSON.objectNode().put("$ref", "#/$defs/" + model.getSimpleName());
    }
}
