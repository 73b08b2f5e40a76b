package dev.caravan.support.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/**
 * Says what an API server of Kubernetes 1.32 would refuse in a manifest: by the published schemas, with each unknown field an error, and
 * by the rules that are written in the server's code only. Null members are errors here, although a server drops them in silence.
 */
public final class KubernetesSchemas {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final JsonNode DEFINITIONS = definitions();
    private static final SchemaRegistry REGISTRY =
            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
    private static final Map<String, Schema> SCHEMAS = new ConcurrentHashMap<>();

    private KubernetesSchemas() {}

    /**
     * @param manifest one object; lists and multi-document files are taken apart before
     * @return what is wrong, empty for a manifest that is right
     */
    public static List<Flaw> validate(JsonNode manifest) {
        String apiVersion = manifest.path("apiVersion").asText("");
        String kind = manifest.path("kind").asText("");
        Optional<String> model = KubernetesKinds.model(apiVersion, kind);
        if (model.isEmpty()) {
            return List.of(new Flaw(
                    "/kind",
                    "no kind '" + kind + "' of apiVersion '" + apiVersion + "' is known; known are "
                            + String.join(", ", KubernetesKinds.known())));
        }
        List<Flaw> byShape = shape(model.get(), manifest);
        return byShape.isEmpty() ? ManifestRules.validate(manifest) : byShape;
    }

    /** @return what an update changes although it must stay as it was; see {@link UpdateRules} */
    public static List<Flaw> validateUpdate(JsonNode before, JsonNode after) {
        List<Flaw> flaws = validate(after);
        return flaws.isEmpty() ? UpdateRules.validate(before, after) : flaws;
    }

    private static List<Flaw> shape(String model, JsonNode manifest) {
        Stream<Flaw> flaws = SCHEMAS
                .computeIfAbsent(model, KubernetesSchemas::schema)
                .validate(manifest.toString(), InputFormat.JSON)
                .stream()
                .map(error -> new Flaw(error.getInstanceLocation().toString(), Objects.toString(error.getMessage())));
        return flaws.toList();
    }

    private static Schema schema(String model) {
        ObjectNode schema = JSON.createObjectNode().put("$ref", "#/$defs/" + model);
        schema.set("$defs", DEFINITIONS);
        return REGISTRY.getSchema(schema.toString(), InputFormat.JSON);
    }

    private static JsonNode definitions() {
        try (InputStream file = KubernetesSchemas.class.getResourceAsStream("/kubernetes/schemas.json.gz")) {
            return JSON.readTree(new GZIPInputStream(Objects.requireNonNull(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
