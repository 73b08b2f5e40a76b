package dev.caravan.support.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.ListOptionsBuilder;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SimulatedApiTest {
    private final SimulatedCluster cluster = new SimulatedCluster();
    private final KubernetesClient client = cluster.client();

    @AfterEach
    void close() {
        client.close();
        cluster.close();
    }

    @Test
    void aDryRunLeavesNothing() {
        assertThat(client.resource(map("one", "a"))
                        .dryRun()
                        .create()
                        .getMetadata()
                        .getName())
                .isEqualTo("one");

        assertThat(client.configMaps().list().getItems()).isEmpty();
    }

    @Test
    void patchesOfEachType() {
        client.resource(map("one", "a")).create();
        var one = client.configMaps().withName("one");

        one.patch(PatchContext.of(PatchType.JSON_MERGE), "{\"data\":{\"b\":\"2\"}}");
        one.patch(PatchContext.of(PatchType.STRATEGIC_MERGE), "{\"data\":{\"c\":\"3\"}}");
        one.patch(PatchContext.of(PatchType.JSON), "[{\"op\":\"remove\",\"path\":\"/data/a\"}]");
        client.resource(map("two", "d")).serverSideApply();

        assertThat(one.get().getData()).isEqualTo(Map.of("b", "2", "c", "3"));
        assertThat(client.configMaps().withName("two").get().getData()).containsOnlyKeys("d");
    }

    @Test
    void anUpdateThatChangesNothingMakesNoVersion() {
        ConfigMap one = client.resource(map("one", "a")).create();

        ConfigMap again = client.resource(one).update();

        assertThat(again.getMetadata().getResourceVersion())
                .isEqualTo(one.getMetadata().getResourceVersion());
    }

    @Test
    void aLeaseIsTakenByOneOnly() {
        Lease lease = client.resource(new LeaseBuilder()
                        .withNewMetadata()
                        .withName("leader")
                        .endMetadata()
                        .withNewSpec()
                        .withHolderIdentity("nobody")
                        .withLeaseDurationSeconds(15)
                        .endSpec()
                        .build())
                .create();

        client.resource(new LeaseBuilder(lease)
                        .editSpec()
                        .withHolderIdentity("a")
                        .endSpec()
                        .build())
                .update();

        assertThatThrownBy(() -> client.resource(new LeaseBuilder(lease)
                                .editSpec()
                                .withHolderIdentity("b")
                                .endSpec()
                                .build())
                        .update())
                .extracting("code")
                .isEqualTo(409);
    }

    @Test
    void selectorsOfEachKind() {
        client.resource(map("one", "a")).create();
        client.resource(map("two", "a")).create();
        client.resource(map("three", "a")).create();

        assertThat(names("name in (one, two)")).containsExactly("one", "two");
        assertThat(names("name notin (one),name")).containsExactly("three", "two");
        assertThat(names("name!=one")).containsExactly("three", "two");
        assertThat(names("!name")).isEmpty();
        assertThat(client.configMaps().withField("metadata.name", "two").list().getItems())
                .hasSize(1);
    }

    @Test
    void bookmarksTellTheVersion() {
        List<String> heard = new CopyOnWriteArrayList<>();
        Watcher<ConfigMap> watcher = new Watcher<>() {
            @Override
            public void eventReceived(Action action, ConfigMap map) {
                heard.add(action + " " + map.getMetadata().getName());
            }

            @Override
            public void onClose(WatcherException cause) {
                heard.add("closed");
            }
        };
        try (var watch = client.configMaps()
                .watch(new ListOptionsBuilder().withAllowWatchBookmarks(true).build(), watcher)) {
            await().until(() -> cluster.watches() == 1);
            client.resource(map("one", "a")).create();
            cluster.sendsBookmarks();
            client.configMaps().withName("one").delete();

            await().untilAsserted(() -> assertThat(heard).containsExactly("ADDED one", "BOOKMARK null", "DELETED one"));
        }
    }

    @Test
    void aWatchEndsByItself() throws Exception {
        var answer = get("/api/v1/namespaces/caravan/configmaps?watch=true&timeoutSeconds=1");

        assertThat(answer).isEmpty();
        assertThat(cluster.watches()).isZero();
    }

    @Test
    void anOldVersionIsToldInAnEvent() throws Exception {
        String version = client.resource(map("one", "a")).create().getMetadata().getResourceVersion();
        cluster.compacts();

        assertThat(get("/api/v1/namespaces/caravan/configmaps?watch=true&resourceVersion=" + version))
                .contains("\"type\":\"ERROR\"", "\"code\":410", "\"reason\":\"Expired\"");
    }

    @Test
    void aSlowServerAnswersAllTheSame() {
        cluster.slow(Duration.ofMillis(50));
        client.resource(map("one", "a")).create();
        cluster.heals();

        assertThat(client.configMaps().withName("one").get()).isNotNull();
    }

    @Test
    void jobsThatAreDeletedWithoutAWordLeaveTheirPods() throws Exception {
        client.load(SimulatedApiTest.class.getResourceAsStream("/kubernetes/job.yaml"))
                .create();

        HttpRequest delete = HttpRequest.newBuilder(
                        cluster.address().resolve("/apis/batch/v1/namespaces/caravan/jobs/sleep"))
                .DELETE()
                .build();
        assertThat(HttpClient.newHttpClient()
                        .send(delete, BodyHandlers.ofString())
                        .body())
                .contains("\"status\":\"Success\"");

        assertThat(client.pods().list().getItems()).hasSize(1);
    }

    private List<String> names(String selector) {
        return client
                .configMaps()
                .list(new ListOptionsBuilder().withLabelSelector(selector).build())
                .getItems()
                .stream()
                .map(map -> map.getMetadata().getName())
                .toList();
    }

    private String get(String path) throws Exception {
        URI uri = cluster.address().resolve(path);
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString())
                .body();
    }

    private static ConfigMap map(String name, String key) {
        return new ConfigMapBuilder()
                .withNewMetadata()
                .withName(name)
                .addToLabels("name", name)
                .endMetadata()
                .addToData(key, "1")
                .build();
    }
}
