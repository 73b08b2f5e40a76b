package dev.caravan.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** docs/rest-api.md has a heading for each operation of the API, and for nothing else. */
class RestApiDocTest {
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
    private static final Pattern HEADING = Pattern.compile("(?m)^### `([A-Z]+ /\\S+)`$");
    private static final Pattern MENTION = Pattern.compile("\\b((?:GET|POST|PUT|DELETE|PATCH) /api/[^\\s`?\\]]+)");
    private static final List<String> METHODS = List.of("get", "post", "put", "delete", "patch", "head");
    private static final Set<String> NO_ROUTES = Set.of("GET /api/v1/events", "GET /swagger-ui/");

    @Test
    void theDocumentHasEachOperationAndNoOther() throws IOException {
        assertThat(found(HEADING)).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(operations());
    }

    @Test
    void theTextSpeaksOfOperationsThatAreThere() throws IOException {
        assertThat(operations()).containsAll(found(MENTION));
    }

    /** What the pattern's group matches in the document. */
    private static List<String> found(Pattern pattern) throws IOException {
        return pattern.matcher(Files.readString(Path.of("docs/rest-api.md")))
                .results()
                .map(match -> match.group(1))
                .toList();
    }

    /** `METHOD path` of each operation. */
    private static Set<String> operations() throws IOException {
        Set<String> operations = new TreeSet<>(NO_ROUTES);
        try (Stream<Path> files = Files.list(Path.of("routes"))) {
            for (Path file : files.toList()) {
                for (JsonNode definition : YAML.readTree(file.toFile())) {
                    addTo(operations, definition.path("rest"));
                }
            }
        }
        return operations;
    }

    private static void addTo(Set<String> operations, JsonNode rest) {
        for (String method : METHODS) {
            for (JsonNode operation : rest.path(method)) {
                String path =
                        rest.path("path").asText() + operation.path("path").asText();
                operations.add(method.toUpperCase(Locale.ROOT) + " " + path);
            }
        }
    }
}
