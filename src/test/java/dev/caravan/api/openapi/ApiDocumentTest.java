package dev.caravan.api.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.caravan.job.JobType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.model.rest.RestDefinition;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The document that is made of the files in `routes/`. */
class ApiDocumentTest {
    private static final List<RestDefinition> RESTS = new ArrayList<>();
    private static ObjectNode document;

    @BeforeAll
    static void read() throws Exception {
        DefaultCamelContext camel = new DefaultCamelContext();
        try (Stream<Path> files = Files.list(Path.of("routes"))) {
            for (Path file : files.sorted().toList()) {
                RESTS.addAll(rests(camel, file));
            }
        }
        document = ApiDocument.complete(RestDocument.of(camel, RESTS, "1"));
    }

    private static List<RestDefinition> rests(DefaultCamelContext camel, Path file) throws Exception {
        Resource resource = ResourceHelper.fromBytes(file.toString(), Files.readAllBytes(file));
        RouteBuilder builder = (RouteBuilder) PluginHelper.getRoutesLoader(camel)
                .findRoutesBuilders(resource)
                .iterator()
                .next();
        builder.setCamelContext(camel);
        builder.configure();
        return builder.getRestCollection().getRests();
    }

    @Test
    void jobsAreOfTheTypesThatThereAre() {
        List<String> types =
                Arrays.stream(JobType.values()).map(JobType::word).sorted().toList();

        for (String path : List.of("/api/v1/jobs", "/api/v1/jobs/project/{project}")) {
            JsonNode parameters = document.path("paths").path(path).path("get").path("parameters");
            List<String> allowed = new ArrayList<>();
            parameters.forEach(parameter -> {
                if (parameter.path("name").asText().equals("type")) {
                    parameter.path("schema").path("items").path("enum").forEach(word -> allowed.add(word.asText()));
                }
            });
            assertThat(allowed).as(path).containsExactlyInAnyOrderElementsOf(types);
        }
    }

    @Test
    void everyOperationIsThere() {
        Set<String> defined = new TreeSet<>();
        RESTS.forEach(rest -> rest.getVerbs()
                .forEach(verb -> defined.add(
                        verb.asVerb() + " " + rest.getPath() + (verb.getPath() == null ? "" : verb.getPath()))));
        Set<String> described = new TreeSet<>();
        document.path("paths").properties().forEach(path -> path.getValue()
                .properties()
                .forEach(operation -> described.add(operation.getKey() + " " + path.getKey())));

        described.remove("get /api/v1/events");
        assertThat(described).isEqualTo(defined);
    }

    @Test
    void everyOperationHasANameOfItsOwnAndSaysWhatItTakesAndAnswers() {
        List<String> names = new ArrayList<>();
        document.path("paths")
                .forEach(path -> path.forEach(operation -> {
                    String name = operation.path("operationId").asText();
                    names.add(name);
                    assertThat(operation.path("summary").asText()).as(name).isNotBlank();
                    assertThat(operation.path("responses").has("503")).as(name).isTrue();
                    operation.path("responses").forEach(response -> assertThat(
                                    response.has("description") || response.has("$ref"))
                            .as(name)
                            .isTrue());
                    operation.path("parameters").forEach(parameter -> assertThat(parameter.has("$ref")
                                    || !parameter.path("description").asText().isBlank())
                            .as(name)
                            .isTrue());
                }));
        assertThat(names).doesNotHaveDuplicates().doesNotContain("");
    }

    @Test
    void whatMayBeNullSaysSoAndAllElseIsThere() {
        JsonNode job = document.at("/components/schemas/Job");

        assertThat(job.at("/properties/ended/type").toString()).isEqualTo("[\"string\",\"null\"]");
        assertThat(job.at("/properties/created/type").asText()).isEqualTo("string");
        assertThat(job.at("/properties/failure/oneOf/1/type").asText()).isEqualTo("null");
        assertThat(job.path("required").valueStream().map(JsonNode::asText)).contains("id", "ended", "state");
        assertThat(document.at("/components/schemas/Failure/required").toString())
                .contains("\"class\"");
        JsonNode change = document.at("/components/schemas/JobChange");
        assertThat(change.has("required")).isFalse();
        assertThat(change.path("additionalProperties").asBoolean(true)).isFalse();
    }

    @Test
    void problemsAreProblemDocuments() {
        assertThat(document.at("/paths/~1api~1v1~1jobs/get/responses/400/content")
                        .has("application/problem+json"))
                .isTrue();
        assertThat(document.at("/components/securitySchemes/bearer/scheme").asText())
                .isEqualTo("bearer");
    }

    @Test
    void arraysAndNumbersAreWrittenAsOpenApiWantsThem() {
        JsonNode parameters = document.at("/paths/~1api~1v1~1jobs/get/parameters");
        JsonNode state = parameters.get(0);
        JsonNode limit = parameters
                .valueStream()
                .filter(parameter -> parameter.path("name").asText().equals("limit"))
                .findFirst()
                .orElseThrow();

        assertThat(state.path("style").asText()).isEqualTo("form");
        assertThat(state.at("/schema/items/enum")).hasSize(6);
        assertThat(limit.at("/schema/default").isInt()
                        || limit.at("/schema/default").isLong())
                .isTrue();
    }
}
