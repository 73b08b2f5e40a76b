package dev.caravan.routes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The rules by which every file in `routes/` is written; each is one test, each failure names file and place. */
class RouteGrammarTest {
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
    private static final Schema SCHEMA = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_4)
            .getSchema(RouteGrammarTest.class.getResourceAsStream("/schema/camelYamlDsl.json"));
    private static final int MOST_STEPS = 8;
    private static final int MOST_LINES = 90;
    private static final Set<String> SCRIPTS =
            Set.of("groovy", "js", "javascript", "jq", "python", "mvel", "ognl", "spel");
    private static final Set<String> WITH_OWN_STEPS = Set.of("split", "filter", "idempotentConsumer");
    private static final List<String> STAGES = List.of(
            "scan", "claim", "convert", "convert-builtin", "convert-exec", "verify", "publish", "publish-s3", "record");

    static Stream<Path> files() throws IOException {
        return Files.list(Path.of("routes")).sorted();
    }

    @ParameterizedTest
    @MethodSource("files")
    void aFileIsNamedLikeARouteInItAndIsShort(Path file) throws IOException {
        assertThat(file.getFileName().toString()).endsWith(".camel.yaml");
        assertThat(Files.readAllLines(file)).as("lines of %s", file).hasSizeLessThanOrEqualTo(MOST_LINES);
        String name = file.getFileName().toString().replace(".camel.yaml", "");
        assertThat(ids(read(file))).as("ids in %s", file).contains(name);
    }

    @ParameterizedTest
    @MethodSource("files")
    void aFileObeysCamelsOwnSchema(Path file) throws IOException {
        assertThat(SCHEMA.validate(Files.readString(file), InputFormat.YAML))
                .as("%s", file)
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("files")
    void onlyTheCanonicalForm(Path file) {
        for (JsonNode element : read(file)) {
            List<String> names = names(element);
            assertThat(names).as("top-level element of %s", file).hasSize(1);
            assertThat(names.get(0)).as("top-level element of %s", file).isIn("route", "routeConfiguration", "rest");
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void everythingHasAnIdAndADescription(Path file) {
        for (JsonNode element : read(file)) {
            JsonNode definition = element.elements().next();
            assertHasIdAndDescription(file, "top level", definition);
            eachStep(definition, (name, step) -> assertHasIdAndDescription(file, name, step));
        }
    }

    @Test
    void noIdIsUsedTwice() throws IOException {
        List<String> all = new ArrayList<>();
        files().forEach(file -> all.addAll(allIds(read(file))));
        assertThat(all).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("files")
    void noScriptsAndNoOptionsInAUri(Path file) {
        eachField(read(file), (name, value) -> {
            assertThat(SCRIPTS).as("%s: expression language %s", file, name).doesNotContain(name);
            if (name.equals("uri")) {
                assertThat(value.asText())
                        .as("%s: options belong under parameters", file)
                        .doesNotContain("?");
            }
        });
    }

    @ParameterizedTest
    @MethodSource("files")
    void splitFilterAndIdempotentConsumerHaveTheirOwnSteps(Path file) {
        eachField(read(file), (name, value) -> {
            if (WITH_OWN_STEPS.contains(name)) {
                assertThat(value.path("steps").size())
                        .as("%s: steps of %s", file, name)
                        .isPositive();
            }
        });
    }

    @ParameterizedTest
    @MethodSource("files")
    void aRouteHasFewSteps(Path file) {
        eachField(read(file), (name, value) -> {
            if (name.equals("steps")) {
                assertThat(value.size()).as("steps in %s", file).isLessThanOrEqualTo(MOST_STEPS);
            }
        });
    }

    @ParameterizedTest
    @MethodSource("files")
    void everyRouteNamesItsErrorPolicy(Path file) {
        routes(read(file))
                .forEach(route -> assertThat(route.path("routeConfigurationId").asText())
                        .as("routeConfigurationId of %s in %s", route.path("id"), file)
                        .isIn("errors", "api-errors"));
    }

    @Test
    void theStagesAreThere() throws IOException {
        List<String> all = new ArrayList<>();
        files().forEach(file -> all.addAll(ids(read(file))));
        assertThat(all).containsAll(STAGES).contains("errors");
    }

    @Test
    void everyDoorHasTwoSides() throws IOException {
        Set<String> entered = new TreeSet<>();
        Set<String> left = new TreeSet<>();
        files().forEach(file -> routes(read(file)).forEach(route -> {
            entered.add(route.path("from").path("uri").asText());
            eachField(route.path("from").path("steps"), (name, value) -> {
                if (name.equals("uri")) {
                    left.add(value.asText());
                } else if (name.equals("then")) {
                    left.add("jobs:" + value.asText());
                }
            });
        }));
        entered.removeIf(RouteGrammarTest::isNoDoor);
        left.removeIf(RouteGrammarTest::isNoDoor);
        left.remove("direct:convert-{{caravan.convert.runner}}");
        entered.removeAll(Set.of(
                "direct:convert-builtin", "direct:convert-exec", "direct:convert-kubernetes", "direct:convert-argo"));
        left.remove("direct:publish-{{caravan.publish.runner}}");
        entered.removeAll(Set.of("direct:publish-builtin", "direct:publish-kubernetes"));
        left.remove("direct:geozarr-{{caravan.geozarr.runner}}");
        entered.removeAll(Set.of("direct:geozarr-exec", "direct:geozarr-argo"));
        // A bean of the API begins these jobs, since it answers their ids.
        entered.removeAll(Set.of("jobs:audit", "jobs:rebuild", "jobs:unpublish"));
        files().forEach(file -> operations(read(file))
                .forEach(operation -> entered.remove(operation.path("to").asText())));
        assertThat(left).isEqualTo(entered);
    }

    @ParameterizedTest
    @MethodSource("files")
    void aPathOfTheApiIsBelowApi(Path file) {
        for (JsonNode element : read(file)) {
            if (element.has("rest")) {
                assertThat(element.at("/rest/path").asText())
                        .as("path in %s: the filter that reads requests looks there", file)
                        .startsWith("/api/v1/");
            }
        }
    }

    @Test
    void whatIsCalledByHttpReadsTheRequestAndForgetsItsHeaders() throws IOException {
        Set<String> called = new TreeSet<>();
        files().forEach(file -> operations(read(file))
                .forEach(operation -> called.add(operation.path("to").asText())));
        files().forEach(file -> routes(read(file))
                .filter(route -> called.remove(route.path("from").path("uri").asText()))
                .forEach(route -> {
                    JsonNode steps = route.path("from").path("steps");
                    assertThat(steps.at("/0/bean/ref").asText()).as("%s", file).isEqualTo("requests");
                    assertThat(steps.at("/0/bean/method").asText())
                            .as("%s", file)
                            .isEqualTo("read");
                    assertThat(steps.at("/1/removeHeaders/pattern").asText())
                            .as("%s", file)
                            .isEqualTo("*");
                }));
        assertThat(called).as("called by HTTP, and no route's beginning").isEmpty();
    }

    /** The operations of all `rest` blocks: what has a `to`. */
    private static List<JsonNode> operations(JsonNode file) {
        return StreamSupport.stream(file.spliterator(), false)
                .filter(element -> element.has("rest"))
                .flatMap(element -> element.get("rest").findParents("to").stream())
                .toList();
    }

    private static boolean isNoDoor(String uri) {
        return !uri.startsWith("direct:") && !uri.startsWith("jobs:");
    }

    private static void assertHasIdAndDescription(Path file, String name, JsonNode definition) {
        assertThat(definition.path("id").asText())
                .as("%s: id of %s", file, name)
                .matches("[a-z0-9]+(-[a-z0-9]+)*");
        assertThat(definition.path("description").asText())
                .as("%s: description of %s", file, name)
                .isNotBlank();
    }

    private static JsonNode read(Path file) {
        try {
            return YAML.readTree(file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<JsonNode> routes(JsonNode file) {
        return StreamSupport.stream(file.spliterator(), false)
                .filter(element -> element.has("route"))
                .map(element -> element.get("route"));
    }

    private static List<String> ids(JsonNode file) {
        return StreamSupport.stream(file.spliterator(), false)
                .map(element -> element.elements().next().path("id").asText())
                .toList();
    }

    private static List<String> allIds(JsonNode file) {
        List<String> all = new ArrayList<>();
        eachField(file, (name, value) -> {
            if (name.equals("id")) {
                all.add(value.asText());
            }
        });
        return all;
    }

    private static List<String> names(JsonNode node) {
        List<String> names = new ArrayList<>();
        node.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static void eachStep(JsonNode node, BiConsumer<String, JsonNode> visitor) {
        eachField(node, (name, value) -> {
            if (name.equals("steps")) {
                value.forEach(
                        step -> step.properties().forEach(entry -> visitor.accept(entry.getKey(), entry.getValue())));
            }
        });
    }

    private static void eachField(JsonNode node, BiConsumer<String, JsonNode> visitor) {
        node.properties().forEach(entry -> visitor.accept(entry.getKey(), entry.getValue()));
        node.forEach(child -> eachField(child, visitor));
    }
}
