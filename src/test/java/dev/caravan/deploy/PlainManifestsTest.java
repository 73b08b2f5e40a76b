package dev.caravan.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.caravan.doctor.cluster.Right;
import dev.caravan.doctor.cluster.Rights;
import dev.caravan.support.cluster.KubernetesSchemas;
import dev.caravan.support.cluster.PodSecurity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The files in deploy/kustomize as they are, also where there is no kubectl to put them together. */
class PlainManifestsTest {
    private static final Set<String> INGREDIENTS = Set.of("kustomization.yaml", "application.yaml", "convert-job.yaml");

    static List<Path> files() throws IOException {
        try (Stream<Path> all = Files.walk(Kustomized.DIRECTORY)) {
            return all.filter(file -> file.toString().endsWith(".yaml"))
                    .filter(file -> !INGREDIENTS.contains(file.getFileName().toString()))
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void eachIsRightForAServer(Path file) throws IOException {
        for (JsonNode manifest : Manifests.of(Files.readString(file)).all()) {
            assertThat(KubernetesSchemas.validate(manifest)).isEmpty();
            for (JsonNode pod : manifest.findValues("containers").isEmpty()
                    ? List.<JsonNode>of()
                    : List.of(manifest.findParent("containers"))) {
                assertThat(PodSecurity.restricted(pod)).isEmpty();
            }
        }
    }

    @Test
    void theRoleIsTheChartsRole() throws IOException {
        Path file = Kustomized.DIRECTORY.resolve("overlays/cluster-jobs/role.yaml");

        JsonNode plain =
                Manifests.of(Files.readString(file)).one("Role/caravan").path("rules");

        assertThat(plain)
                .isEqualTo(Chart.rendered("{kubernetes: {enabled: true}, argo: {enabled: true}}")
                        .one("Role/my-caravan")
                        .path("rules"));
    }

    /** What the service does, and what the doctor looks for besides. */
    @Test
    void theRoleHasTheRightsThatAreUsed() throws IOException {
        Path file = Kustomized.DIRECTORY.resolve("overlays/cluster-jobs/role.yaml");
        Set<Right> used = new HashSet<>(Rights.KUBERNETES);
        used.addAll(Rights.ARGO);
        used.add(new Right("", "persistentvolumeclaims", "", "get"));

        JsonNode rules =
                Manifests.of(Files.readString(file)).one("Role/caravan").path("rules");

        assertThat(rules.valueStream().flatMap(PlainManifestsTest::rights)).containsExactlyInAnyOrderElementsOf(used);
    }

    private static Stream<Right> rights(JsonNode rule) {
        String[] resource = rule.at("/resources/0").asText().split("/");
        return Manifests.words(rule.path("verbs")).stream()
                .map(verb -> new Right(
                        rule.at("/apiGroups/0").asText(), resource[0], resource.length > 1 ? resource[1] : "", verb));
    }
}
