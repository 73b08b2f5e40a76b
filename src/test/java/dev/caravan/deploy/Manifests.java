package dev.caravan.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.caravan.support.cluster.KubernetesSchemas;
import dev.caravan.support.cluster.PodSecurity;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Manifests as they would be sent to a cluster. */
record Manifests(List<JsonNode> all) {
    private static final ObjectReader YAML = new ObjectMapper(new YAMLFactory()).readerFor(JsonNode.class);
    private static final List<String> LABELS =
            List.of("name", "instance", "version", "component", "part-of", "managed-by");
    private static final List<String> POD_SPECS =
            List.of("/spec", "/spec/template/spec", "/spec/jobTemplate/spec/template/spec");
    /** Of Argo; its schemas are not those of Kubernetes. */
    private static final String WORKFLOW_TEMPLATE = "WorkflowTemplate";

    static Manifests of(String yaml) {
        List<JsonNode> all = new ArrayList<>();
        try (MappingIterator<JsonNode> documents = YAML.readValues(yaml)) {
            while (documents.hasNext()) {
                JsonNode document = documents.next();
                if (document != null && !document.isNull() && !document.isMissingNode()) {
                    all.add(document);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(yaml, e);
        }
        return new Manifests(List.copyOf(all));
    }

    static JsonNode yaml(String text) {
        try {
            return YAML.readTree(text);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(text, e);
        }
    }

    /** The words in a list. */
    static List<String> words(JsonNode list) {
        List<String> words = new ArrayList<>();
        list.forEach(word -> words.add(word.asText()));
        return words;
    }

    /** `Kind/name` of each. */
    List<String> names() {
        return all.stream().map(Manifests::name).toList();
    }

    Stream<JsonNode> ofKind(String kind) {
        return all.stream().filter(manifest -> manifest.path("kind").asText().equals(kind));
    }

    Manifests annotated(String annotation) {
        return new Manifests(all.stream()
                .filter(manifest -> manifest.at("/metadata/annotations").has(annotation))
                .toList());
    }

    JsonNode one(String name) {
        return all.stream()
                .filter(manifest -> name(manifest).equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + name + " among " + names()));
    }

    /** What every manifest of ours is: right for a server of Kubernetes 1.32, restricted, and labelled. */
    Manifests assertAcceptable() {
        all.forEach(Manifests::assertLabelled);
        return assertTaken();
    }

    /** Whatever its labels are: those of a Job are the service's, whose version is known only when it is packaged. */
    Manifests assertTaken() {
        assertThat(all).isNotEmpty();
        for (JsonNode manifest : all) {
            if (manifest.path("kind").asText().equals(WORKFLOW_TEMPLATE)) {
                assertThat(PodSecurity.restricted(podOfWorkflow(manifest.path("spec"))))
                        .as(name(manifest))
                        .isEmpty();
                continue;
            }
            assertThat(KubernetesSchemas.validate(manifest)).as(name(manifest)).isEmpty();
            POD_SPECS.stream()
                    .map(manifest::at)
                    .filter(spec -> spec.path("containers").isArray())
                    .forEach(pod -> assertHardened(name(manifest), pod));
        }
        return this;
    }

    private static void assertLabelled(JsonNode manifest) {
        for (String label : LABELS) {
            assertThat(manifest.at("/metadata/labels")
                            .path("app.kubernetes.io/" + label)
                            .asText())
                    .as(label + " of " + name(manifest))
                    .isNotEmpty();
        }
    }

    /** Near enough to what Argo makes of it: its own containers are added by the cluster. */
    private static JsonNode podOfWorkflow(JsonNode spec) {
        ObjectNode pod = spec.deepCopy();
        pod.putArray("containers").addAll(spec.path("templates").findValues("container"));
        return pod;
    }

    /** Beyond the restricted profile: nothing is written in the image, and memory has an end. */
    private static void assertHardened(String name, JsonNode pod) {
        assertThat(PodSecurity.restricted(pod)).as(name).isEmpty();
        for (JsonNode container : containers(pod)) {
            assertThat(container.at("/securityContext/readOnlyRootFilesystem").asBoolean())
                    .as(name)
                    .isTrue();
            assertThat(container.at("/resources/limits/memory").asText())
                    .as(name)
                    .isNotEmpty();
            assertThat(container.at("/resources/requests/cpu").asText())
                    .as(name)
                    .isNotEmpty();
        }
    }

    private static List<JsonNode> containers(JsonNode pod) {
        return Stream.of("initContainers", "containers")
                .flatMap(kind -> pod.path(kind).valueStream())
                .toList();
    }

    private static String name(JsonNode manifest) {
        return manifest.path("kind").asText() + "/"
                + manifest.at("/metadata/name").asText();
    }
}
