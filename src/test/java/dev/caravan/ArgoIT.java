package dev.caravan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.caravan.sample.SampleTerrain;
import dev.caravan.support.HttpApi;
import dev.caravan.support.Installation;
import dev.caravan.support.PosedGeoZarr;
import dev.caravan.support.ProcessNode;
import dev.caravan.support.cluster.ArgoTemplates;
import dev.caravan.support.cluster.Kubeconfig;
import dev.caravan.support.cluster.ShippedRole;
import dev.caravan.support.cluster.SimulatedCluster;
import dev.caravan.zarr.ZarrSample;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Conversions by Workflows of Argo: the packaged service, the WorkflowTemplates that are shipped, and no rights but those of the Role. */
class ArgoIT {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @TempDir
    private Path directory;

    private final SimulatedCluster cluster = new SimulatedCluster();
    private ProcessNode node;
    private Installation caravan;

    @BeforeEach
    void install() throws IOException {
        Path bin = directory.resolve("bin");
        assertThat(new PosedGeoZarr(bin).command()).hasFileName("eopf-geozarr");
        node = new ProcessNode(directory.resolve("node"), bin);
        List<ObjectNode> templates = List.of(ArgoTemplates.shipped("potree"), ArgoTemplates.shipped("geozarr"));
        cluster.installArgo(templates, node::run);
        cluster.allowOnly(ShippedRole.rules());
        Path kubeconfig = Kubeconfig.of(cluster, directory);
        caravan = Installation.in(directory)
                .launchedBy(List.of("env", "KUBECONFIG=" + kubeconfig))
                .with("caravan.convert.runner", "argo")
                .with("caravan.geozarr.runner", "argo")
                .with("caravan.geozarr.sources[0]", directory.resolve("products"))
                .with("caravan.kubernetes.look", "1s")
                .with("caravan.kubernetes.calls-per-second", 1000);
    }

    @AfterEach
    void stop() {
        caravan.close();
        cluster.close();
    }

    @Test
    void goodAndBadFilesAndOneThatNeedsMoreMemoryComeToTheirEnds() throws IOException {
        node.isShortOfMemoryOnce();
        Path good = terrain("good");
        Path bad = Files.write(
                caravan.source().resolve("bad.las"),
                Arrays.copyOf(Files.readAllBytes(good), Math.toIntExact(Files.size(good)) - 1000));
        caravan.start().awaitEnds(List.of(good, bad));

        caravan.assertPublished(good);
        assertThat(caravan.assertFailed(bad)).contains("bad.las");
        assertThat(cluster.workflows()).hasSize(3);
        assertThat(jobLog(good)).contains("Workflow convert-good-", "is ordered of the cluster", "has succeeded");
        assertThat(caravan.data().resolve("scratch")).isEmptyDirectory();
        assertThat(cluster.journal().rules().get("argoproj.io/workflows")).contains("create", "list", "watch");
        Map<String, Set<String>> allowed = verbs(ShippedRole.rules());
        assertThat(cluster.journal().rules())
                .allSatisfy((resource, verbs) -> assertThat(allowed.getOrDefault(resource, Set.of()))
                        .as(resource)
                        .containsAll(verbs));
    }

    @Test
    void aProductBecomesAGeoZarr() throws IOException {
        Path product = ZarrSample.V2_CONSOLIDATED.in(directory.resolve("products/a.zarr"));
        caravan.start();
        HttpApi api = HttpApi.of(caravan.service());

        JsonNode job = end(
                api,
                api.send(
                        "POST",
                        "/geozarr",
                        "{\"source\":\"" + product + "\",\"groups\":[\"measurements/reflectance/r10m/\"]}"));

        assertThat(job.path("state").asText()).as(job.toString()).isEqualTo("COMPLETED");
        assertThat(caravan.fetch(job.findValue("addresses").get(0).asText()).body())
                .contains("consolidated_metadata");
    }

    @Test
    void whatIsCancelledGoesWithItsPods() throws IOException {
        node.holds();
        Path file = terrain("unwanted");
        caravan.start();
        await().atMost(PATIENCE).until(() -> cluster.workflows().size() == 1);
        HttpApi api = HttpApi.of(caravan.service());

        HttpApi.json(api.send("POST", "/jobs/" + record(file, "job") + "/cancel", "{\"reason\":\"not wanted\"}"));

        await().atMost(PATIENCE).until(() -> cluster.workflows().isEmpty());
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(caravan.data().resolve("scratch"))
                .isEmptyDirectory());
        assertThat(record(file, "status")).isEqualTo("CANCELLED");
    }

    private static JsonNode end(HttpApi api, HttpResponse<String> submitted) {
        String job = HttpApi.json(submitted).path("id").asText();
        return await().atMost(PATIENCE)
                .until(() -> api.json("/jobs/" + job), view -> List.of("COMPLETED", "FAILED", "CANCELLED")
                        .contains(view.path("state").asText()));
    }

    private Path terrain(String name) throws IOException {
        Path file = caravan.source().resolve(name + ".las");
        SampleTerrain.write(file, 5000, 5000);
        return file;
    }

    private String record(Path file, String field) {
        return String.valueOf(caravan.records().get(file, field));
    }

    private String jobLog(Path file) throws IOException {
        return Files.readString(caravan.data().resolve("logs/jobs").resolve(record(file, "job") + ".log"));
    }

    private static Map<String, Set<String>> verbs(JsonNode rules) {
        Map<String, Set<String>> verbs = new TreeMap<>();
        for (JsonNode rule : rules) {
            Set<String> own = new TreeSet<>();
            rule.path("verbs").forEach(verb -> own.add(verb.asText()));
            rule.path("resources")
                    .forEach(resource -> verbs.put(rule.at("/apiGroups/0").asText() + "/" + resource.asText(), own));
        }
        return verbs;
    }
}
