package dev.caravan.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The plain manifests say what the chart says. */
@EnabledIf("dev.caravan.deploy.Kustomized#canBe")
class KustomizeTest {
    /** What only one of the two writes. */
    private static final List<String> OWN = List.of(
            "helm.sh/chart",
            "helm.sh/resource-policy",
            "app.kubernetes.io/managed-by",
            "checksum/config",
            "checksum/conversion",
            "namespace");

    private static final String BY_JOBS = """
            conversion: {runner: kubernetes, template: %s}
            sources: [{claim: caravan-sources, path: /sources}]
            data: {accessMode: ReadWriteMany}
            argo: {enabled: true, workflowTemplates: false}
            """;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            overlays/with-redis   | {}
            overlays/cronjob      | {mode: cronjob}
            """)
    void anOverlayIsTheChartWithThoseValues(String overlay, String values) {
        Manifests made = Kustomized.made(overlay).assertAcceptable();

        assertThat(comparable(made)).isEqualTo(comparable(Chart.rendered(values)));
    }

    @Test
    void anOverlayConvertsByJobsAsTheChartDoes() throws IOException {
        Path template = Kustomized.DIRECTORY.resolve("overlays/cluster-jobs/convert-job.yaml");
        String quoted = new ObjectMapper().writeValueAsString(Files.readString(template));

        Manifests made = Kustomized.made("overlays/cluster-jobs").assertAcceptable();

        assertThat(comparable(made)).isEqualTo(comparable(Chart.rendered(BY_JOBS.formatted(quoted))));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            base | {redis: {enabled: false, url: 'redis://caravan-redis:6379/0'}}
            """)
    void theBaseIsTheChartWithAnotherRedis(String base, String values) {
        Manifests made = Kustomized.made(base).assertAcceptable();

        assertThat(comparable(made)).isEqualTo(comparable(Chart.rendered(values)));
    }

    /** `--local` reads manifests as `apply` does, without a server to ask for kinds. */
    @ParameterizedTest
    @ValueSource(strings = {"{}", "{mode: cronjob}", "{kubernetes: {enabled: true}, argo: {enabled: true}}"})
    void kubectlReadsWhatTheChartMakes(String values, @TempDir Path directory) throws Exception {
        Path file = Files.writeString(directory.resolve("chart.yaml"), Chart.text(values));

        Process kubectl = new ProcessBuilder("kubectl", "label", "--local", "-f", file.toString(), "a=b", "-o", "name")
                .redirectErrorStream(true)
                .start();
        String output = new String(kubectl.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(kubectl.waitFor()).as(output).isZero();
        assertThat(output.lines()).hasSize(Chart.rendered(values).all().size());
    }

    private static Map<String, String> comparable(Manifests manifests) {
        Map<String, String> all = new TreeMap<>();
        for (JsonNode manifest : manifests.all()) {
            JsonNode copy = Manifests.yaml(manifest.toString()
                    .replace("my-caravan", "caravan")
                    .replace("\"app.kubernetes.io/instance\":\"my\"", "\"app.kubernetes.io/instance\":\"caravan\"")
                    .replace("instance: my\\n", "instance: caravan\\n")
                    .replaceAll("(caravan-(?:config|conversion|redis))-[a-z0-9]{10}\\b", "$1"));
            withoutOwn(copy);
            readData(copy);
            all.put(copy.path("kind").asText() + "/" + copy.at("/metadata/name").asText(), sorted(copy));
        }
        return all;
    }

    private static void withoutOwn(JsonNode node) {
        if (node instanceof ObjectNode object) {
            object.remove(OWN);
            if (object.path("annotations").isObject()) {
                withoutOwn(object.path("annotations"));
                if (object.path("annotations").isEmpty()) {
                    object.remove("annotations");
                }
            }
        }
        node.forEach(KustomizeTest::withoutOwn);
    }

    /** Files of YAML in a ConfigMap, without their comments. */
    private static void readData(JsonNode manifest) {
        if (manifest.path("data") instanceof ObjectNode data) {
            data.fieldNames().forEachRemaining(name -> {
                if (name.endsWith(".yaml")) {
                    data.set(name, Manifests.yaml(data.path(name).asText()));
                } else {
                    data.put(name, data.path(name).asText().strip());
                }
            });
        }
    }

    private static String sorted(JsonNode node) {
        if (node.isObject()) {
            Map<String, String> members = new TreeMap<>();
            node.properties().forEach(member -> members.put(member.getKey(), sorted(member.getValue())));
            return members.toString();
        }
        if (node.isArray()) {
            return Manifests.words(node).isEmpty()
                    ? "[]"
                    : node.valueStream().map(KustomizeTest::sorted).toList().toString();
        }
        return node.asText();
    }
}
