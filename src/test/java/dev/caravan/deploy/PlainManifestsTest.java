package dev.caravan.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.caravan.support.cluster.KubernetesSchemas;
import dev.caravan.support.cluster.PodSecurity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
}
