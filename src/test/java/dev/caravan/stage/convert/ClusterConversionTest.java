package dev.caravan.stage.convert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.caravan.cluster.Cluster;
import dev.caravan.cluster.ClusterLabels;
import dev.caravan.cluster.ClusterSettings;
import dev.caravan.cluster.PodLogs;
import dev.caravan.cluster.Workloads;
import dev.caravan.converter.BadInputException;
import dev.caravan.converter.NotEnoughMemoryException;
import dev.caravan.converter.OutOfTimeException;
import dev.caravan.dataset.Dataset;
import dev.caravan.dataset.SourceFile;
import dev.caravan.job.Failure;
import dev.caravan.job.FailureKind;
import dev.caravan.sample.SampleTerrain;
import dev.caravan.support.ARun;
import dev.caravan.support.RealRedis;
import dev.caravan.workspace.Workspace;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(RealRedis.class)
@EnableKubernetesMockClient(crud = true)
class ClusterConversionTest {
    private static final String NAMESPACE = "clouds";
    private static final int POINTS = 1000;

    @TempDir
    private Path directory;

    KubernetesMockServer server;
    KubernetesClient client;
    private ClusterConversion conversion;
    private Dataset dataset;
    private final ARun run = new ARun("job-1", 1);

    @BeforeEach
    void conversion() throws IOException {
        Path source = directory.resolve("a.las");
        SampleTerrain.write(source, POINTS, POINTS);
        dataset = Dataset.found("a", directory, SourceFile.read(source));
        ClusterSettings settings =
                new ClusterSettings("", NAMESPACE, "caravan", 1000, Duration.ofSeconds(30), Duration.ofMinutes(5));
        Cluster cluster = new Cluster(settings, client::getConfiguration);
        PodLogs logs = new PodLogs(cluster, RealRedis.template(), job -> run);
        JobOrders orders = new JobOrders(settings());
        conversion = ClusterConversion.by(
                Workloads.jobs(cluster, new ClusterLabels("caravan")),
                orders.template(),
                orders,
                logs,
                settings(),
                scratch(),
                Duration.ofMinutes(5));
    }

    @Test
    void aJobIsOrderedAndTheRunSleeps() throws IOException {
        assertThat(goesOn(run)).isFalse();

        Job job = theJob();
        assertThat(job.getMetadata().getLabels()).containsEntry("caravan.dev/job", "job-1");
        assertThat(job.getSpec().getTemplate().getSpec().getContainers().get(0).getArgs())
                .contains(directory.resolve("a.las").toString(), octree().toString());
        assertThat(run.slept()).isEqualTo(Duration.ofMinutes(5));
        assertThat(run.notes()).containsEntry("clusterJob", job.getMetadata().getName());
        assertThat(octree().getParent()).isEmptyDirectory();
    }

    @Test
    void whoLooksAgainFindsTheSameJob() throws IOException {
        goesOn(run);
        goesOn(run);
        goesOn(new ARun("job-1", 2));

        assertThat(jobs()).hasSize(1);
        assertThat(octree().getParent()).exists();
    }

    @Test
    void theOctreeOfAJobThatHasSucceededGoesOn() throws IOException {
        goesOn(run);
        says("progress phase=build percent=100.0 done=1000 total=1000 points_per_second=1 eta_seconds=0.0\n"
                + "{\"points_read\": 1000, \"nodes\": 1, \"peak_memory_bytes\": 5000000}\n");
        ends("Complete", "", "", podEnded(0, "Completed"));

        Dataset converted = conversion.convert(dataset, run, exchange());

        assertThat(converted.octree().directory()).isEqualTo(octree());
        assertThat(converted.octree().pointsRead()).isEqualTo(POINTS);
        assertThat(run.notes()).containsEntry("peakMemoryBytes", 5_000_000L);
        assertThat(run.lines()).anyMatch(line -> line.contains("build: 1000 points"));
    }

    @Test
    void anOctreeThatAnEarlierAttemptOrderedIsTakenFromItsPlace() throws IOException {
        goesOn(run);
        says("{\"points_read\": 1000}\n");
        ends("Complete", "", "", podEnded(0, "Completed"));
        relabelled(1);

        assertThat(conversion
                        .convert(dataset, new ARun("job-1", 1), exchange())
                        .octree()
                        .directory())
                .isEqualTo(octree());
    }

    @Test
    void anOctreeWhoseLogCannotBeHadGoesOnAllTheSame() throws IOException {
        goesOn(run);
        server.expect()
                .get()
                .withPath("/api/v1/namespaces/clouds/pods/pod/log?container=convert&limitBytes=4194304&timestamps=true")
                .andReturn(500, "{\"kind\":\"Status\",\"message\":\"dial tcp: no route to host\"}")
                .always();
        ends("Complete", "", "", podEnded(0, "Completed"));

        Dataset converted = conversion.convert(dataset, run, exchange());

        assertThat(converted.octree().directory()).isEqualTo(octree());
        assertThat(converted.octree().pointsRead()).isNull();
        assertThat(run.lines()).anyMatch(line -> line.contains("no route to host"));
    }

    @Test
    void badInputIsTheConvertersWordForIt() throws IOException {
        goesOn(run);
        says("{\"error\": \"a.las: the signature is 'LASX'\"}\n");
        ends("Failed", "PodFailurePolicy", "Container convert failed with exit code 3", podEnded(3, "Error"));

        assertThatThrownBy(() -> conversion.convert(dataset, run, exchange()))
                .isInstanceOf(BadInputException.class)
                .hasMessage("a.las: the signature is 'LASX'");
        assertThat(octree().getParent()).doesNotExist();
    }

    @Test
    void killedForWantOfMemoryItGetsMoreTheNextTime() throws IOException {
        goesOn(run);
        says("");
        ends("Failed", "PodFailurePolicy", "Container convert failed with exit code 137", podEnded(137, "OOMKilled"));
        assertThatThrownBy(() -> conversion.convert(dataset, run, exchange()))
                .isInstanceOf(NotEnoughMemoryException.class)
                .hasMessageContaining("OOMKilled");
        String before = theJob().getSpec()
                .getTemplate()
                .getSpec()
                .getContainers()
                .get(0)
                .getEnv()
                .get(0)
                .getValue();

        goesOn(new ARun("job-1", 2).after(new Failure(FailureKind.NOT_ENOUGH_MEMORY, "", "")));

        assertThat(jobs()).hasSize(2);
        assertThat(jobs().get(1)
                        .getSpec()
                        .getTemplate()
                        .getSpec()
                        .getContainers()
                        .get(0)
                        .getEnv()
                        .get(0)
                        .getValue())
                .isNotEqualTo(before);
    }

    @Test
    void theClustersDeadlineIsATimeOut() throws IOException {
        goesOn(run);
        ends("Failed", "DeadlineExceeded", "Job was active longer than specified deadline", null);

        assertThatThrownBy(() -> conversion.convert(dataset, run, exchange())).isInstanceOf(OutOfTimeException.class);
    }

    @Test
    void aJobBeyondItsTimeIsDeleted() throws IOException {
        goesOn(run);

        assertThatThrownBy(() -> conversion.convert(
                        dataset, new ARun("job-1", 1).until(Instant.now().minusSeconds(1)), exchange()))
                .isInstanceOf(OutOfTimeException.class);
        assertThat(jobs()).isEmpty();
    }

    @Test
    void aJobThatSomebodyHasDeletedIsTheSurroundingsFault() throws IOException {
        goesOn(run);
        client.batch().v1().jobs().inNamespace(NAMESPACE).delete();

        assertThatThrownBy(() -> conversion.convert(dataset, run, exchange()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("has gone from the cluster");

        goesOn(new ARun("job-1", 2));
        assertThat(theJob().getMetadata().getLabels()).containsEntry("caravan.dev/attempt", "2");
    }

    @Test
    void anApiServerThatRefusesIsQuoted() {
        server.expect()
                .post()
                .withPath("/apis/batch/v1/namespaces/clouds/jobs?fieldValidation=Strict")
                .andReturn(403, "{\"kind\":\"Status\",\"message\":\"jobs.batch is forbidden: exceeded quota\"}")
                .always();

        assertThatThrownBy(() -> goesOn(run))
                .isInstanceOf(IOException.class)
                .hasMessageContainingAll("could not be made", "exceeded quota");
    }

    @Test
    void anApiServerThatIsAwayIsWaitedFor() throws IOException {
        server.shutdown();

        assertThat(goesOn(run)).isFalse();

        assertThat(run.slept()).isEqualTo(Duration.ofSeconds(30));
        assertThat(run.progress()).last().satisfies(progress -> {
            assertThat(progress.phase()).isEqualTo("pending");
            assertThat(progress.current()).contains("could not be listed");
        });
    }

    private boolean goesOn(ARun run) throws IOException {
        Exchange exchange = exchange();
        conversion.convert(dataset, run, exchange);
        return !exchange.isRouteStop();
    }

    private static Exchange exchange() {
        return new DefaultExchange(new DefaultCamelContext());
    }

    private List<Job> jobs() {
        return client.batch().v1().jobs().inNamespace(NAMESPACE).list().getItems();
    }

    private Job theJob() {
        assertThat(jobs()).isNotEmpty();
        return jobs().get(0);
    }

    private void relabelled(int attempt) {
        Job job = new JobBuilder(theJob())
                .editMetadata()
                .addToLabels("caravan.dev/attempt", Integer.toString(attempt))
                .endMetadata()
                .build();
        client.batch().v1().jobs().inNamespace(NAMESPACE).resource(job).update();
    }

    private void ends(String condition, String reason, String message, Pod pod) {
        Job job = new JobBuilder(theJob())
                .withNewStatus()
                .addNewCondition()
                .withType(condition)
                .withStatus("True")
                .withReason(reason)
                .withMessage(message)
                .endCondition()
                .endStatus()
                .build();
        client.batch().v1().jobs().inNamespace(NAMESPACE).resource(job).patchStatus();
        if (pod != null) {
            client.pods().inNamespace(NAMESPACE).resource(pod).create();
        }
    }

    private Pod podEnded(int exitCode, String reason) {
        return new PodBuilder()
                .withNewMetadata()
                .withName("pod")
                .withCreationTimestamp("2026-01-01T00:00:00Z")
                .addToLabels(
                        "batch.kubernetes.io/controller-uid",
                        theJob().getMetadata().getUid())
                .endMetadata()
                .withNewStatus()
                .withPhase(exitCode == 0 ? "Succeeded" : "Failed")
                .addNewContainerStatus()
                .withName("convert")
                .withNewState()
                .withNewTerminated()
                .withExitCode(exitCode)
                .withReason(reason)
                .endTerminated()
                .endState()
                .endContainerStatus()
                .endStatus()
                .build();
    }

    /** As its log, which is asked for with times first, and then its last lines. */
    private void says(String lines) {
        String path = "/api/v1/namespaces/clouds/pods/pod/log?container=convert&limitBytes=4194304";
        StringBuilder timed = new StringBuilder();
        lines.lines().forEach(line -> timed.append("2026-01-01T00:00:0")
                .append(timed.length() % 10)
                .append("Z ")
                .append(line)
                .append('\n'));
        server.expect()
                .get()
                .withPath(path + "&tailLines=100")
                .andReturn(200, lines)
                .always();
        server.expect()
                .get()
                .withPath(path + "&timestamps=true")
                .andReturn(200, timed.toString())
                .always();
    }

    private Scratch scratch() {
        return new Scratch(new Workspace(directory.resolve("data")));
    }

    private Path octree() {
        return new Workspace(directory.resolve("data")).scratch().resolve("job-1.1/octree");
    }

    private static ConvertSettings settings() {
        return AConvertSettings.kubernetes(AConvertSettings.cluster());
    }
}
