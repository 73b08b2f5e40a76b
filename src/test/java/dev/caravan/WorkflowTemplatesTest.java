package dev.caravan;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The WorkflowTemplates, the one file of their parameters, and the service's own defaults speak of the same. */
class WorkflowTemplatesTest {
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
    private static final Pattern USED = Pattern.compile("\\{\\{workflow\\.parameters\\.([a-z-]+)}}");
    private static final Set<String> OF_EACH_RUN = Set.of("input", "output");

    @ParameterizedTest
    @ValueSource(strings = {"geozarr-convert", "potree-convert"})
    void eachParameterIsUsedAndHasItsDefaultInTheOneFile(String name) throws IOException {
        JsonNode template = read(name + "-workflowtemplate.yaml");
        Set<String> declared = new TreeSet<>();
        for (JsonNode parameter : template.at("/spec/arguments/parameters")) {
            declared.add(parameter.path("name").asText());
            assertThat(parameter.has("value"))
                    .as("a second default of " + parameter)
                    .isFalse();
        }
        Set<String> defaults = new TreeSet<>(OF_EACH_RUN);
        read("parameters.yaml").fieldNames().forEachRemaining(defaults::add);

        assertThat(used(name)).isEqualTo(declared);
        assertThat(defaults).containsAll(declared);
    }

    @Test
    void noParameterIsLeftOver() throws IOException {
        Set<String> used = used("geozarr-convert");
        used.addAll(used("potree-convert"));

        read("parameters.yaml").fieldNames().forEachRemaining(name -> assertThat(used)
                .contains(name));
    }

    @Test
    void theGroupsAreThoseOfTheService() throws IOException {
        JsonNode groups = YAML.readTree(Path.of("application.yaml").toFile()).at("/caravan/geozarr/groups");

        assertThat(read("parameters.yaml").path("groups").asText().split(" "))
                .containsExactly(YAML.convertValue(groups, String[].class));
        assertThat(read("parameters.yaml").path("image-pull-policy").asText()).isEqualTo("IfNotPresent");
    }

    @ParameterizedTest
    @ValueSource(strings = {"geozarr-convert", "potree-convert"})
    void thePodIsRestricted(String name) throws IOException {
        JsonNode spec = read(name + "-workflowtemplate.yaml").path("spec");
        JsonNode container = spec.at("/templates/0/container/securityContext");

        assertThat(spec.at("/securityContext/runAsNonRoot").asBoolean()).isTrue();
        assertThat(spec.at("/securityContext/seccompProfile/type").asText()).isEqualTo("RuntimeDefault");
        assertThat(container.path("allowPrivilegeEscalation").asBoolean(true)).isFalse();
        assertThat(container.path("readOnlyRootFilesystem").asBoolean()).isTrue();
        assertThat(container.at("/capabilities/drop/0").asText()).isEqualTo("ALL");
        assertThat(YAML.readTree(spec.at("/templates/0/podSpecPatch").asText())
                        .at("/containers/0/resources/limits/memory")
                        .asText())
                .isEqualTo("{{workflow.parameters.memory-limit}}");
    }

    private static Set<String> used(String name) throws IOException {
        Set<String> used = new TreeSet<>();
        Matcher uses = USED.matcher(Files.readString(file(name + "-workflowtemplate.yaml")));
        while (uses.find()) {
            used.add(uses.group(1));
        }
        return used;
    }

    private static JsonNode read(String name) throws IOException {
        return YAML.readTree(file(name).toFile());
    }

    private static Path file(String name) {
        return Path.of("deploy/argo", name);
    }
}
