package dev.caravan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.caravan.sample.SampleTerrain;
import dev.caravan.support.ConvertingNode;
import dev.caravan.support.HttpApi;
import dev.caravan.support.Installation;
import dev.caravan.support.cluster.Kubeconfig;
import dev.caravan.support.cluster.ShippedRole;
import dev.caravan.support.cluster.SimulatedCluster;
import java.io.IOException;
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
import org.springframework.data.domain.Range;

/** Conversions by the Jobs of a cluster, with the packaged service and just the rights of the Role that is shipped. */
class KubernetesIT {
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    /** Done only when something is cancelled, is there already, or does not start, and by the doctor. */
    private static final Map<String, Set<String>> RARE = Map.of(
            "batch/jobs", Set.of("get", "delete"), "/events", Set.of("list"), "/persistentvolumeclaims", Set.of("get"));

    @TempDir
    private Path directory;

    private final SimulatedCluster cluster = new SimulatedCluster();
    private final ConvertingNode node = ConvertingNode.of(cluster);
    private Installation caravan;

    @BeforeEach
    void install() throws IOException {
        Path kubeconfig = Kubeconfig.of(cluster, directory);
        cluster.allowOnly(ShippedRole.rules());
        caravan = Installation.in(directory)
                .launchedBy(List.of("env", "KUBECONFIG=" + kubeconfig))
                .with("caravan.convert.runner", "kubernetes")
                .with("caravan.kubernetes.look", "1s")
                .with("caravan.kubernetes.calls-per-second", 1000);
    }

    @AfterEach
    void stop() {
        caravan.close();
        cluster.close();
    }

    @Test
    void goodAndBadFilesComeToTheirEndsWithNoMoreThanTheRoleGives() throws IOException {
        Path good = terrain("good");
        Path bad = Files.write(caravan.source().resolve("bad.las"), cutOff(Files.readAllBytes(good)));
        caravan.start().awaitEnds(List.of(good, bad));

        caravan.assertPublished(good);
        assertThat(caravan.assertFailed(bad)).contains("bad.las");
        assertThat(jobLog(good)).contains("Job convert-good-", "build: 5000 points", "has succeeded");
        assertThat(caravan.data().resolve("scratch")).isEmptyDirectory();
        assertThat(without(RARE, verbs(ShippedRole.rules())))
                .isEqualTo(without(RARE, cluster.journal().rules()));
    }

    @Test
    void aServiceThatIsKilledAndAClusterThatIsAwayCostNoAttempt() throws IOException {
        node.holds();
        Path file = terrain("held");
        caravan.start();
        await().atMost(PATIENCE).until(() -> cluster.jobs().size() == 1);
        await().atMost(PATIENCE).until(() -> record(file, "status").equals("RUNNING"));

        caravan.service().kill();
        cluster.away();
        caravan.start();
        cluster.back();
        node.releases();
        caravan.awaitEnds(List.of(file));

        caravan.assertPublished(file);
        assertThat(cluster.jobs()).hasSize(1);
        assertThat(caravan.service().output()).doesNotContain("Exception occurred while acquiring lock");
    }

    @Test
    void whatIsCancelledGoesWithItsPodsAndItsScratch() throws IOException {
        node.holds();
        Path file = terrain("unwanted");
        caravan.start();
        await().atMost(PATIENCE).until(() -> cluster.jobs().size() == 1);
        HttpApi api = HttpApi.of(caravan.service());

        HttpApi.json(api.send("POST", "/jobs/" + record(file, "job") + "/cancel", "{\"reason\":\"not wanted\"}"));

        await().atMost(PATIENCE).until(() -> cluster.jobs().isEmpty());
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(caravan.data().resolve("scratch"))
                .isEmptyDirectory());
        assertThat(record(file, "status")).isEqualTo("CANCELLED");
    }

    @Test
    void howFarItIsInTheClusterIsToldToAllWhoAsk() throws IOException {
        node.holds();
        Path file = terrain("told");
        caravan.start();
        await().atMost(PATIENCE).until(() -> cluster.jobs().size() == 1);
        HttpApi api = HttpApi.of(caravan.service());
        String name = cluster.jobs().get(0).name();

        cluster.jobs()
                .get(0)
                .pod()
                .says("progress phase=build percent=40.0 done=2000 total=5000 points_per_second=9 eta_seconds=60.5"
                        + " peak_memory_bytes=734003200");

        await().atMost(PATIENCE).untilAsserted(() -> {
            JsonNode job = api.json("/jobs/" + record(file, "job"));
            assertThat(job.at("/progress/peakMemoryBytes").asLong()).isEqualTo(734003200);
            assertThat(job.path("worker").asText()).isEmpty();
            assertThat(job.path("cluster"))
                    .hasToString("{\"name\":\"" + name + "\",\"namespace\":\"" + SimulatedCluster.NAMESPACE
                            + "\",\"atWork\":true,\"waitsFor\":null}");
        });
        assertThat(caravan.records().redis().opsForStream().range("events", Range.unbounded()))
                .anyMatch(event -> "progress".equals(event.getValue().get("kind"))
                        && event.getValue().get("progress").toString().contains("\"peakMemoryBytes\":734003200"));
        assertThat(api.json("/files/why?path=" + file).path("sentence").asText())
                .contains("in the cluster by " + name + ", build 40 %", "at most 700 MB of memory");
        node.releases();
    }

    @Test
    void whatWaitsInTheClusterIsExplained() throws IOException {
        cluster.quotaExceeded(
                "compute, requested: requests.memory=1Gi, used: requests.memory=8Gi, limited: requests.memory=8Gi");
        Path file = terrain("waits");
        caravan.start();
        HttpApi api = HttpApi.of(caravan.service());

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(
                        api.json("/files/why?path=" + file).path("sentence").asText())
                .contains("in the cluster, where it waits", "exceeded quota: compute"));
        assertThat(api.json("/jobs/" + record(file, "job"))
                        .at("/cluster/waitsFor")
                        .asText())
                .startsWith("FailedCreate")
                .contains("exceeded quota: compute");
        cluster.quotaLifted();
    }

    private Path terrain(String name) throws IOException {
        Path file = caravan.source().resolve(name + ".las");
        SampleTerrain.write(file, 5000, 5000);
        return file;
    }

    /** Says in its header that it has more points than it has. */
    private static byte[] cutOff(byte[] las) {
        return Arrays.copyOf(las, las.length - 1000);
    }

    private String record(Path file, String field) {
        return String.valueOf(caravan.records().get(file, field));
    }

    private String jobLog(Path file) throws IOException {
        return Files.readString(caravan.data().resolve("logs/jobs").resolve(record(file, "job") + ".log"));
    }

    /** Of what has to do with Jobs. */
    private static Map<String, Set<String>> verbs(JsonNode rules) {
        Map<String, Set<String>> verbs = new TreeMap<>();
        for (JsonNode rule : rules) {
            String group = rule.at("/apiGroups/0").asText();
            for (JsonNode resource : rule.path("resources")) {
                Set<String> own = new TreeSet<>();
                rule.path("verbs").forEach(verb -> own.add(verb.asText()));
                if (!group.equals("argoproj.io")) {
                    verbs.put(group + "/" + resource.asText(), own);
                }
            }
        }
        return verbs;
    }

    private static Map<String, Set<String>> without(Map<String, Set<String>> some, Map<String, Set<String>> all) {
        Map<String, Set<String>> rest = new TreeMap<>();
        all.forEach((resource, verbs) -> {
            Set<String> left = new TreeSet<>(verbs);
            left.removeAll(some.getOrDefault(resource, Set.of()));
            if (!left.isEmpty()) {
                rest.put(resource, left);
            }
        });
        return rest;
    }
}
