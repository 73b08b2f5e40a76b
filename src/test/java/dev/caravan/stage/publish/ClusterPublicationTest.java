package dev.caravan.stage.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.caravan.cluster.Cluster;
import dev.caravan.cluster.ClusterLabels;
import dev.caravan.cluster.ClusterSettings;
import dev.caravan.cluster.PodLogs;
import dev.caravan.cluster.Workloads;
import dev.caravan.converter.NotEnoughMemoryException;
import dev.caravan.converter.OutOfTimeException;
import dev.caravan.history.History;
import dev.caravan.history.HistoryQuery;
import dev.caravan.history.OperationStatus;
import dev.caravan.history.Operations;
import dev.caravan.job.RedisLink;
import dev.caravan.s3.ATarget;
import dev.caravan.s3.Layout;
import dev.caravan.s3.PublishException;
import dev.caravan.s3.PublishSettings;
import dev.caravan.s3.RealS3;
import dev.caravan.s3.S3Connections;
import dev.caravan.s3.send.SendOrder;
import dev.caravan.support.ARun;
import dev.caravan.support.RealRedis;
import dev.caravan.version.AVersion;
import dev.caravan.version.Versioning;
import dev.caravan.workspace.Workspace;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(RealRedis.class)
@EnableKubernetesMockClient(crud = true)
class ClusterPublicationTest {
    private static final String NAMESPACE = "clouds";

    @TempDir
    private Path directory;

    KubernetesMockServer server;
    KubernetesClient client;
    private final String key = "area/" + UUID.randomUUID();
    private final ARun run = new ARun("job-1", 1);
    private final History history = new History(RealRedis.template(), new RedisLink());
    private AnOctree octree;
    private PublishSettings settings;
    private S3Connections connections;
    private Versioning versioning;
    private ClusterPublication publication;

    @BeforeEach
    void twoTargets() {
        octree = AnOctree.in(directory, key);
        AVersion.in(octree.dataset().requireOctree().directory(), key, Instant.parse("2026-03-01T10:00:00Z"));
        settings = RealS3.settings(
                ATarget.named("far")
                        .at(RealS3.SERVER.endpoint())
                        .keys(RealS3.SERVER.accessKey(), RealS3.SERVER.secretKey())
                        .layout(Layout.VERSIONED)
                        .build(),
                ATarget.named("near").prefix("near").build());
        connections = RealS3.connections(settings);
        versioning = new Versioning(settings, connections);
        ClusterSettings own =
                new ClusterSettings("", NAMESPACE, "caravan", 1000, Duration.ofSeconds(30), Duration.ofMinutes(5));
        Cluster cluster = new Cluster(own, client::getConfiguration);
        publication = new ClusterPublication(
                settings,
                Workloads.jobs(cluster, new ClusterLabels("caravan")),
                new PodLogs(cluster, RealRedis.template(), job -> run),
                new ToSend(settings, connections, versioning.layout()),
                new SendScratch(new Workspace(directory.resolve("data"))),
                new UploadHistory(settings, connections, history),
                Duration.ofMinutes(5));
    }

    @AfterEach
    void close() {
        connections.close();
    }

    @Test
    void aJobIsOrderedThatFindsItsOrderOnTheWorkVolume() throws IOException {
        assertThat(goesOn(run)).isFalse();

        assertThat(run.slept()).isEqualTo(Duration.ofMinutes(5));
        assertThat(theJob().getSpec()
                        .getTemplate()
                        .getSpec()
                        .getContainers()
                        .get(0)
                        .getArgs())
                .contains(orderFile().toString());
        SendOrder order = SendOrder.read(orderFile());
        assertThat(order.objects()).hasSize(4);
        assertThat(order.target().bucket()).isEqualTo(RealS3.BUCKET);
        assertThat(order.target().cacheControl()).contains("immutable");
        assertThat(Files.readString(orderFile()))
                .doesNotContain(RealS3.SERVER.secretKey().reveal());
    }

    @Test
    void theVersionIsKnownAsBeingUploadedFromThenOn() throws IOException {
        goesOn(run);

        assertThat(RealRedis.template().<String, String>opsForHash().get("version-uploads:far", key))
                .endsWith(" job-1");
    }

    @Test
    void whoLooksAgainFindsTheSameJobAndItsOrder() throws IOException {
        goesOn(run);
        goesOn(run);
        goesOn(new ARun("job-1", 2));

        assertThat(jobs()).hasSize(1);
        assertThat(orderFile()).exists();
    }

    @Test
    void theRouteGoesOnWhenTheJobHasSucceededAndTheOrderGoes() throws IOException {
        goesOn(run);
        ends("Complete", "", 0, "{\"objects_sent\": 4, \"bytes_sent\": 77, \"peak_memory_bytes\": 5000000}");

        assertThat(goesOn(run)).isTrue();

        assertThat(orderFile().getParent()).doesNotExist();
        assertThat(run.notes())
                .containsEntry("engine", "kubernetes")
                .containsEntry("bytesSentByCluster", 77L)
                .containsEntry("peakMemoryBytes", 5_000_000L);
    }

    @Test
    void aTargetThatRefusesIsQuoted() throws IOException {
        goesOn(run);
        ends("Failed", "PodFailurePolicy", 6, "{\"error\": \"target 'far': AccessDenied (403)\", \"bug\": false}");

        assertThatThrownBy(() -> goesOn(run))
                .isInstanceOf(PublishException.class)
                .hasMessage("target 'far': AccessDenied (403)");
        assertThat(new Operations(RealRedis.template(), new RedisLink())
                        .stream(HistoryQuery.ALL.ofTypes("upload").startingWithTheOldest()))
                .anyMatch(operation -> operation.record().status() == OperationStatus.FAILED
                        && String.valueOf(operation.record().errorMessage()).contains("AccessDenied"));
        assertThat(orderFile().getParent()).doesNotExist();
    }

    @Test
    void anOrderAtFaultIsNoBadInput() throws IOException {
        goesOn(run);
        ends("Failed", "PodFailurePolicy", 3, "{\"error\": \"octree.bin: there is no such file\"}");

        assertThatThrownBy(() -> goesOn(run))
                .isExactlyInstanceOf(IOException.class)
                .hasMessageContainingAll("there is no such file", "exit code 3");

        assertThat(goesOn(new ARun("job-1", 2))).isFalse();
        assertThat(jobs()).hasSize(2);
    }

    @Test
    void tooLittleMemoryNamesTheSettingThatGivesMore() throws IOException {
        goesOn(run);
        ends("Failed", "PodFailurePolicy", 5, "{\"error\": \"not enough memory\"}");
        assertThatThrownBy(() -> goesOn(run))
                .isInstanceOf(NotEnoughMemoryException.class)
                .hasMessageContaining("caravan.publish.kubernetes.memory");
    }

    @Test
    void theClustersDeadlineIsATimeOut() throws IOException {
        goesOn(run);
        ends("Failed", "DeadlineExceeded", -1, "");
        assertThatThrownBy(() -> goesOn(run)).isInstanceOf(OutOfTimeException.class);
    }

    @Test
    void aBugIsABug() throws IOException {
        goesOn(run);
        ends("Failed", "BackoffLimitExceeded", 1, "{\"error\": \"NullPointerException\", \"bug\": true}");
        assertThatThrownBy(() -> goesOn(run)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void theServiceItselfSendsToItsOwnServer() throws IOException {
        assertThat(goesOn(new Upload(octree.dataset(), "near"), run)).isTrue();

        assertThat(jobs()).isEmpty();
        assertThat(run.slept()).isNull();
    }

    @Test
    void nothingIsOrderedForAVersionThatIsLiveAlready() throws IOException {
        new Bucket(settings, connections, versioning.layout()).upload(upload(), new ARun());

        assertThat(goesOn(run)).isTrue();

        assertThat(jobs()).isEmpty();
        assertThat(orderFile()).doesNotExist();
    }

    private Upload upload() {
        return new Upload(octree.dataset(), "far");
    }

    private boolean goesOn(ARun run) throws IOException {
        return goesOn(upload(), run);
    }

    private boolean goesOn(Upload upload, ARun run) throws IOException {
        Exchange exchange = new DefaultExchange(new DefaultCamelContext());
        assertThat(publication.send(upload, run, exchange)).isEqualTo(upload);
        return !exchange.isRouteStop();
    }

    private Path orderFile() {
        return new Workspace(directory.resolve("data")).scratch().resolve("job-1.1/send.json");
    }

    private List<Job> jobs() {
        return client.batch().v1().jobs().inNamespace(NAMESPACE).list().getItems();
    }

    private Job theJob() {
        assertThat(jobs()).isNotEmpty();
        return jobs().get(0);
    }

    /** With a pod that said this last. */
    private void ends(String condition, String reason, int exitCode, String last) {
        Job job = new JobBuilder(theJob())
                .withNewStatus()
                .addNewCondition()
                .withType(condition)
                .withStatus("True")
                .withReason(reason)
                .withMessage("it has ended")
                .endCondition()
                .endStatus()
                .build();
        client.batch().v1().jobs().inNamespace(NAMESPACE).resource(job).patchStatus();
        client.pods().inNamespace(NAMESPACE).delete();
        if (exitCode >= 0) {
            pod(exitCode, last);
        }
    }

    private void pod(int exitCode, String last) {
        client.pods()
                .inNamespace(NAMESPACE)
                .resource(new PodBuilder()
                        .withNewMetadata()
                        .withName("pod-" + exitCode)
                        .withCreationTimestamp("2026-01-01T00:00:00Z")
                        .addToLabels(
                                "batch.kubernetes.io/controller-uid",
                                theJob().getMetadata().getUid())
                        .endMetadata()
                        .withNewStatus()
                        .withPhase(exitCode == 0 ? "Succeeded" : "Failed")
                        .addNewContainerStatus()
                        .withName("publish")
                        .withNewState()
                        .withNewTerminated()
                        .withExitCode(exitCode)
                        .withReason(exitCode == 0 ? "Completed" : "Error")
                        .endTerminated()
                        .endState()
                        .endContainerStatus()
                        .endStatus()
                        .build())
                .create();
        String path = "/api/v1/namespaces/clouds/pods/pod-" + exitCode + "/log?container=publish&limitBytes=4194304&t";
        server.expect()
                .get()
                .withPath(path + "ailLines=100")
                .andReturn(200, last)
                .always();
        server.expect()
                .get()
                .withPath(path + "imestamps=true")
                .andReturn(200, "2026-01-01T00:00:00Z " + last + "\n")
                .always();
    }
}
